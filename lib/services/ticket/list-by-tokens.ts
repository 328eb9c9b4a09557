import { or } from "drizzle-orm";
import type { PublicContext } from "@/lib/services/context";
import { isToken } from "./find-public";
import { projectPublicTicket } from "./project-public-ticket";
import type { ListByTokensInput, PublicTicketOutput } from "./schema";
import { selectPublicTickets } from "./select-public-tickets";

/**
 * What is known of tokens that a wallet was seen to hold, for joining what a browser reads from the chain. Tokens that
 * are none of ours are left out.
 */
export async function listTicketsByTokens(options: {
  ctx: PublicContext;
  input: ListByTokensInput;
}): Promise<PublicTicketOutput[]> {
  const { ctx, input } = options;
  if (input.tokens.length === 0) return [];
  const rows = await selectPublicTickets(ctx.db).where(or(...input.tokens.map(isToken)));
  const now = ctx.clock.now();
  return rows.map((row) => projectPublicTicket(row, now));
}
