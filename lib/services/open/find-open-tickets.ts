import { and, eq, sql } from "drizzle-orm";
import { inList } from "@/lib/db/in-list";
import { events } from "@/lib/db/schema/events";
import { tickets } from "@/lib/db/schema/tickets";
import { valueRows } from "@/lib/db/value-rows";
import type { Call } from "./call";
import type { Parsed } from "./item";
import { nftIdOf, parseNftId } from "./nft-id";

type Named = {
  item: Parsed["item"];
  data: { ticketId?: string | null | undefined; nftId?: string | null | undefined };
};

/**
 * Our ids of the tickets that these items name by their own id or by their token; undefined for those that there were none of
 * when it was the item's turn.
 */
export async function findOpenTicketIds(
  call: Call,
  asked: readonly Named[],
): Promise<(string | undefined)[]> {
  const byTicketId = await findByTicketId(call, asked);
  const byNftId = await findByNftId(call, asked);
  const soldAt = new Map(
    call.parsed.flatMap(({ name, item, data }) =>
      name === "soldTicket" && item.promised ? [[data.ticketId, item.index] as const] : [],
    ),
  );
  return asked.map(({ item, data }) => {
    if (data.ticketId == null) return byNftId.get(canonical(data.nftId ?? ""));
    const [found, another] = byTicketId.get(data.ticketId) ?? [];
    if (another) item.fail("ticketId", "Tickets of several events have this id: send the nftId.");
    return item.index < (soldAt.get(data.ticketId) ?? -1) ? undefined : found;
  });
}

async function findByTicketId(
  { tx, ctx }: Call,
  asked: readonly Named[],
): Promise<ReadonlyMap<string, string[]>> {
  const names = asked.flatMap(({ data }) => data.ticketId ?? []);
  if (names.length === 0) return new Map();
  const rows = await tx
    .select({ id: tickets.id, externalId: tickets.externalId })
    .from(tickets)
    .where(and(eq(tickets.organisationId, ctx.actor.organisationId), inList(tickets.externalId, names)));
  const byName = Map.groupBy(rows, ({ externalId }) => externalId ?? "");
  return new Map([...byName].map(([name, all]) => [name, all.map(({ id }) => id)]));
}

async function findByNftId({ tx, ctx }: Call, asked: readonly Named[]): Promise<ReadonlyMap<string, string>> {
  const tokens = asked.flatMap(({ data }) =>
    data.ticketId == null ? (parseNftId(data.nftId ?? "") ?? []) : [],
  );
  if (tokens.length === 0) return new Map();
  const found = valueRows(tokens, { chainId: "bigint", contract: "text", tokenId: "numeric" });
  const { rows } = await tx.execute<{
    id: string;
    chain: string;
    contract: `0x${string}`;
    token: string;
  }>(sql`
    select t.id, e.chain_id::text as chain, e.contract_address as contract, t.token_id::text as token
    from ${found}
    join ${events} e on e.chain_id = v."chainId" and e.contract_address = v.contract
      and e.organisation_id = ${ctx.actor.organisationId}
    join ${tickets} t on t.event_id = e.id and t.token_id = v."tokenId"`);
  return new Map(
    rows.map(({ id, chain, contract, token }) => [
      nftIdOf({ chainId: Number(chain), contract, tokenId: BigInt(token) }),
      id,
    ]),
  );
}

/** As {@link nftIdOf} writes it. */
function canonical(nftId: string): string {
  const token = parseNftId(nftId);
  return token ? nftIdOf(token) : "";
}
