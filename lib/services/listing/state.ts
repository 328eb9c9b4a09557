import { and, gt, isNull, type Placeholder, type SQL, sql } from "drizzle-orm";
import { zeroAddress } from "viem";
import { events } from "@/lib/db/schema/events";
import { listings } from "@/lib/db/schema/sale";
import { tickets } from "@/lib/db/schema/tickets";
import type { ListingStatus } from "./schema";

/*
 * What a listing is follows from its ticket, its event and what the chain said of the token, for queries that join `listings`,
 * `tickets` and `events`. So nothing has to be kept in step, and a reorg takes back what it took back.
 */

/** A time, or the place of one in a query that is prepared: it takes RFC 3339. */
export type Moment = Date | Placeholder;

/** What others said of the listing's token, as `c`. */
const factsOfToken = sql`chain_events c where c.chain_id = ${events.chainId}
  and c.contract = ${events.contractAddress} and c.token_id = ${listings.tokenId}`;

/** Facts that make a token's nonce one higher: every move but its mint, every check-in undone, every revocation. */
const countsUp = sql`(c.name in ('check_in_undone', 'signatures_revoked')
  or (c.name = 'transferred' and c.args->>'from' <> ${zeroAddress}))`;

/** The ticket's `nonceOf` as far as the chain was read. */
const nonce = sql`(select count(*) from ${factsOfToken} and ${countsUp})`;

/** A sale at this price by this seller, while the ticket had the offer's nonce. Its transfer comes after it. */
const isFilled = sql<boolean>`exists (select 1 from chain_events f
  where f.chain_id = ${events.chainId} and f.contract = ${events.contractAddress} and f.token_id = ${listings.tokenId}
    and f.name = 'offer_filled' and f.args->>'seller' = ${listings.seller}
    and (f.args->>'price')::numeric = ${listings.priceUnits}
    and (select count(*) from ${factsOfToken} and ${countsUp}
      and (c.block_number, c.log_index) < (f.block_number, f.log_index)) = ${listings.nonce})`;

/** Nobody fills an offer from then on; an event may put its close of resale off, though. */
const endsAt = sql`least(${listings.expiresAt}, ${events.resaleClosesAt}, ${events.endsAt} + interval '24 hours')`;

/** In a `case`, so that the database doesn't take owners and tokens for what few rows agree in, and starts from there. */
const isAlive = sql<boolean>`case when ${tickets.status} = 'valid' and ${tickets.tokenId} = ${listings.tokenId}
  and ${tickets.owner} = ${listings.seller} and ${events.status} = 'published'
  and ${nonce} <= ${listings.nonce} then true else false end`;

/** Whether a listing is open: of a ticket at most one is. */
export function listingIsOpen(now: Moment): SQL | undefined {
  const at = now instanceof Date ? now.toISOString() : now;
  return and(isNull(listings.closedAt), gt(endsAt, sql`${at}::timestamptz`), isAlive);
}

/** A listing's status. */
export function listingStatus(now: Date): SQL<ListingStatus> {
  return sql<ListingStatus>`case
    when ${isFilled} then 'filled'
    when ${listings.closedAt} is not null then 'cancelled'
    when ${endsAt} <= ${now.toISOString()}::timestamptz then 'expired'
    when ${isAlive} then 'open'
    else 'dead' end`;
}
