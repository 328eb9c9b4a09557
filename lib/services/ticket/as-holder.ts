import type { Context, HolderContext } from "@/lib/services/context";

/** The context of what a ticket's holder does with it, who has proved to be them. `id` is what is known of them. */
export function asHolder(ctx: HolderContext, organisationId: string, id: string): Context {
  return { ...ctx, actor: { type: "holder", id, organisationId, scopes: [] } };
}
