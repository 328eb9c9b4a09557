import type { Transaction } from "@/lib/db/database";
import { findAction } from "@/lib/services/action/find";
import type { Context } from "@/lib/services/context";
import { Changes } from "./changes";
import type { TicketActionOutput } from "./schema";
import { readTicket } from "./select-tickets";
import { lockStanding, type Standing } from "./standing";

/** Does one thing with one ticket. `apply` notes it and says which action to follow. */
export async function changeTicket(options: {
  tx: Transaction;
  ctx: Context;
  ticketId: string;
  apply: (changes: Changes, standing: Standing) => string;
}): Promise<TicketActionOutput> {
  const { tx, ctx, ticketId, apply } = options;
  const standing = await lockStanding(tx, ticketId, ctx.clock.now());
  const changes = new Changes(ctx);
  const actionId = apply(changes, standing);
  await changes.write(tx);
  const { organisationId } = standing.ticket;
  return {
    ticket: await readTicket(tx, ticketId, changes.now),
    action: await findAction(tx, { organisationId, id: actionId }),
  };
}
