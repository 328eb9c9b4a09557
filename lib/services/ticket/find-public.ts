import { and, eq, type SQL } from "drizzle-orm";
import type { Queryable } from "@/lib/db/database";
import { events } from "@/lib/db/schema/events";
import { tickets } from "@/lib/db/schema/tickets";
import { isId } from "@/lib/ids";
import { notFound } from "@/lib/services/not-found";
import type { TokenInput } from "./schema";
import { type PublicTicketRow, selectPublicTickets } from "./select-public-tickets";

/**
 * A ticket by its id, or by its place on the chain.
 * @throws {AppError} `not_found`.
 */
export async function findPublicTicket(
  db: Queryable,
  which: { id: string } | TokenInput,
): Promise<PublicTicketRow> {
  if ("id" in which && !isId("tkt", which.id)) throw notFound("ticket");
  const [row] = await selectPublicTickets(db)
    .where("id" in which ? eq(tickets.id, which.id) : isToken(which))
    .limit(1);
  if (!row) throw notFound("ticket");
  return row;
}

/** The ticket that is this token. */
export function isToken({ chainId, contract, tokenId }: TokenInput): SQL | undefined {
  return and(
    eq(events.chainId, chainId),
    eq(events.contractAddress, contract),
    eq(tickets.tokenId, BigInt(tokenId)),
  );
}
