import type { components } from "./schema";

type Action = components["schemas"]["Action"];

/** The chain will never have what was asked for; `action.error` says why. */
export class ActionFailed extends Error {
  override readonly name = "ActionFailed";
  readonly action: Action;

  constructor(action: Action) {
    super(`The action ${action.id} (${action.kind}) failed: ${action.error?.detail ?? "no reason is known"}`);
    this.action = action;
  }
}
