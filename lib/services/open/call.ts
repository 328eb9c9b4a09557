import type { Transaction } from "@/lib/db/database";
import type { Context } from "@/lib/services/context";
import type { WebhookSettings } from "@/lib/webhooks/settings";
import type { Parsed } from "./item";
import type { OpenActionName } from "./schema";

/** A call whose items are being done: within one transaction, on which `ctx` works too. */
export type Call = {
  tx: Transaction;
  ctx: Context;
  /** For the callbacks of events. */
  settings: WebhookSettings;
  parsed: readonly Parsed[];
};

/** The items of these actions that are not done yet, in order. */
export function itemsOf<Name extends OpenActionName>(
  { parsed }: Pick<Call, "parsed">,
  names: readonly Name[],
): Extract<Parsed, { name: Name }>[] {
  const wanted = new Set<string>(names);
  return parsed.filter(
    (each): each is Extract<Parsed, { name: Name }> => wanted.has(each.name) && each.item.isOpen,
  );
}
