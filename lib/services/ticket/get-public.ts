import type { PublicContext } from "@/lib/services/context";
import { findPublicTicket } from "./find-public";
import { projectPublicTicket } from "./project-public-ticket";
import type { PublicTicketOutput, TokenInput } from "./schema";

/**
 * What anybody may see of a ticket, by its id or by its place on the chain.
 * @throws {AppError} `not_found`.
 */
export async function getPublicTicket(options: {
  ctx: PublicContext;
  input: { id: string } | TokenInput;
}): Promise<PublicTicketOutput> {
  const { ctx, input } = options;
  return projectPublicTicket(await findPublicTicket(ctx.db, input), ctx.clock.now());
}
