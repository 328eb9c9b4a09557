import { sql } from "drizzle-orm";
import type { Address } from "viem";
import { invalidationReasonOf } from "@/lib/chain/encode-calls";
import type { Transaction } from "@/lib/db/database";
import { valueRows } from "@/lib/db/value-rows";
import { type Announcement, announce } from "@/lib/webhooks/announce";
import { type News, newsOf } from "./news-of";
import { ourHashes } from "./our-hashes";
import type { TimedFact } from "./read-range";

type AnnounceOptions = { chainId: number; facts: readonly TimedFact[] };

/** News with the event, and the ticket unless it is of the whole event. */
type Placed = News & { eventId: string; organisationId: string; ticketId: string | null };

/**
 * Tells of what others did on the chain: sold, minted, moved, checked in, invalidated, cancelled. What our own transactions did is
 * told with their actions. Only blocks since an hour before an endpoint was made are told of, as clocks of chains differ from
 * ours: reading an old chain tells nobody of what was long before. After a reorg things may be told of once more. The facts are applied already. Costs a read where nobody listens.
 */
export async function announceFacts(tx: Transaction, { chainId, facts }: AnnounceOptions): Promise<void> {
  const heard = await ofListeners(tx, chainId, newsOf(facts));
  const ours = await ourHashes(tx, chainId, heard);
  const foreign = heard.filter(({ txHash }) => !ours.has(txHash));
  const at = new Date();
  await announce(
    tx,
    (await place(tx, chainId, foreign)).map((news) => announcementOf(news, at)),
  );
}

/** News of organisations that have an endpoint. */
async function ofListeners(tx: Transaction, chainId: number, news: readonly News[]): Promise<News[]> {
  if (news.length === 0) return [];
  const contracts = [...new Set(news.map(({ contract }) => contract))].map((contract) => ({ contract }));
  const { rows } = await tx.execute<{ contract: Address }>(sql`
    select v.contract from ${valueRows(contracts, { contract: "text" })}
    join events e on e.chain_id = ${chainId} and e.contract_address = v.contract
    where exists (select 1 from webhook_endpoints w where w.organisation_id = e.organisation_id)`);
  const listening = new Set(rows.map(({ contract }) => contract));
  return news.filter(({ contract }) => listening.has(contract));
}

/**
 * Finds what news are about. Left out are those that no endpoint was there for, and those that
 * made nothing true: what was checked in, invalidated or cancelled here before was told then.
 */
async function place(tx: Transaction, chainId: number, news: readonly News[]): Promise<Placed[]> {
  if (news.length === 0) return [];
  const values = news.map(({ type, contract, tokenId: token, at }, i) => ({ i, type, contract, token, at }));
  const { rows } = await tx.execute<{
    i: number;
    event: string;
    organisation: string;
    ticket: string | null;
  }>(sql`
    select v.i, e.id as event, e.organisation_id as organisation, t.id as ticket
    from ${valueRows(values, { i: "integer", type: "text", contract: "text", token: "numeric", at: "timestamptz" })}
    join events e on e.chain_id = ${chainId} and e.contract_address = v.contract
    left join tickets t on t.event_id = e.id and t.token_id = v.token
    where exists (select 1 from webhook_endpoints w where w.organisation_id = e.organisation_id
        and v.type = any(w.events) and w.created_at - interval '1 hour' <= v.at)
      and case v.type
        when 'event.cancelled' then e.cancelled_at = v.at
        when 'ticket.checked_in' then t.checked_in_at = v.at
        when 'ticket.invalidated' then t.invalidated_at = v.at
        else t.id is not null end
    order by v.i`);
  return rows.flatMap(({ i, event: eventId, organisation: organisationId, ticket: ticketId }) => {
    const item = news[i];
    return item ? [{ ...item, eventId, organisationId, ticketId }] : [];
  });
}

/** As actions are told of, without what only they know. */
function announcementOf(news: Placed, at: Date): Announcement {
  const { type, organisationId, eventId, ticketId, reason } = news;
  const data = {
    ...(ticketId === null ? {} : { ticketId }),
    eventId,
    ...(reason === null ? {} : { reason: invalidationReasonOf(reason) }),
  };
  return { organisationId, type, subject: ticketId ?? eventId, data, at };
}
