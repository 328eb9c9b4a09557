import { type SQL, sql } from "drizzle-orm";
import type { Database } from "@/lib/db/database";
import { openDatabase } from "@/lib/db/open-database";
import { apiKeys } from "@/lib/db/schema/account";
import { organisations } from "@/lib/db/schema/auth";
import { events, ticketTypes } from "@/lib/db/schema/events";
import { cursors } from "@/lib/db/schema/pipeline";
import { LOCAL_CHAIN_ID } from "@/lib/env";
import { newId } from "@/lib/ids";
import { hashKey } from "@/lib/services/api-key/hash-key";
import { SCOPES } from "@/lib/services/context";
import type { Location } from "../new-database";
import {
  CHECKED_IN,
  EVENTS,
  eventId,
  FAILED_ORDER,
  ID_SUFFIX,
  INVALIDATED,
  OWN_EVENTS,
  PENDING_ORDER,
  TICKET_CYCLE,
  TICKETS_PER_ORDER,
  typeId,
} from "./bench-tickets";

/** None of the server's own accounts: a pipeline that runs leaves these events alone. */
const SIGNER = "0x0000000000000000000000000000000000000001";
const ORGANISATIONS = 3;

type Filling = { location: Location; tickets: number; apiKey: string; hasPipeline: boolean };

/**
 * An empty database gets tickets as a busy year leaves them: of 20 events of three organisations, of which the key's has most, in
 * orders of four, minted, checked in, invalidated, pending and failed, with their actions, transactions, scans and audit rows.
 */
export async function fillDatabase({ location, tickets, apiKey, hasPipeline }: Filling): Promise<void> {
  const { db, migrate, close } = await openDatabase(location);
  try {
    await migrate();
    await addOrganisations(db, apiKey);
    await addEvents(db);
    if (!hasPipeline) await addCursor(db);
    for (const statement of ticketStatements(tickets)) await db.execute(statement);
    await db.execute(sql`vacuum analyze`);
    // What was written is on the disk before anything is measured; not every user may ask for that.
    await db.execute(sql`checkpoint`).catch(() => {});
  } finally {
    await close();
  }
}

const organisationId = (i: number) => `org_${ID_SUFFIX}${i.toString(16).padStart(8, "0")}`;
const ownerOf = (event: number) => organisationId(event < OWN_EVENTS ? 0 : 1 + (event % (ORGANISATIONS - 1)));

async function addOrganisations(db: Database, apiKey: string): Promise<void> {
  const rows = Array.from({ length: ORGANISATIONS }, (_, i) => ({
    id: organisationId(i),
    name: "Benchmark",
    slug: `benchmark-${i}`,
    walletAddress: SIGNER,
  }));
  await db.insert(organisations).values(rows);
  await db.insert(apiKeys).values({
    id: newId("key"),
    organisationId: organisationId(0),
    name: "Benchmark",
    prefix: apiKey.slice(0, 8),
    hash: hashKey(apiKey),
    scopes: [...SCOPES],
    createdBy: "system",
  });
}

async function addEvents(db: Database): Promise<void> {
  const soon = new Date(Date.now() + 30 * 86_400_000);
  for (let i = 0; i < EVENTS; i++) {
    await db.insert(events).values({
      id: eventId(i),
      organisationId: ownerOf(i),
      slug: `benchmark-${i}`,
      name: "Benchmark",
      startsAt: soon,
      endsAt: soon,
      timeZone: "UTC",
      currency: "EUR",
      currencyDecimals: 2,
      transferPolicy: "open",
      resaleCapBps: 10_000,
      royaltyBps: 0,
      resaleClosesAt: soon,
      status: "published",
      chainId: LOCAL_CHAIN_ID,
      contractAddress: `0x${String(i + 1).padStart(40, "9")}`,
      signer: SIGNER,
    });
    const types = ([1, 2] as const).map((number) => ({
      id: typeId(i, number),
      eventId: eventId(i),
      number,
      name: `Tier ${number}`,
      priceUnits: 2_500n,
      supply: 100_000_000,
    }));
    await db.insert(ticketTypes).values(types);
  }
}

/** Where no pipeline runs, the index stands beyond all blocks: the server is then ready. */
async function addCursor(db: Database): Promise<void> {
  const block = { blockNumber: 2_000_000, head: 2_000_000, finalized: 1_900_000 };
  await db.insert(cursors).values({ chainId: LOCAL_CHAIN_ID, blockHash: "0x", ...block });
}

const id = (prefix: string, number: string) =>
  sql.raw(`'${prefix}_${ID_SUFFIX}' || lpad(to_hex(${number}), 8, '0')`);
const hash = (number: string) => sql.raw(`'0x' || lpad(to_hex(${number}), 64, '0')`);
/** Of digits alone, so that its checksum is itself. */
const wallet = (number: string) => sql.raw(`'0x' || lpad((${number})::text, 40, '1')`);
const at = (number: string) => sql.raw(`now() - interval '300 days' + (${number}) * interval '20 seconds'`);
const organisation = sql.raw(
  `'org_${ID_SUFFIX}' || lpad(to_hex(case when event < ${OWN_EVENTS} then 0 else 1 + event % ${ORGANISATIONS - 1} end), 8, '0')`,
);

/** In the order in which one needs the other. `i` counts tickets, `o` orders, `t` transactions. */
function ticketStatements(tickets: number): SQL[] {
  const orders = Math.ceil(tickets / TICKETS_PER_ORDER);
  const everyOrder = sql.raw(
    `(select o, o % ${EVENTS} as event, o / 50 as t, o % 50 = ${PENDING_ORDER} as pending, o % 50 = ${FAILED_ORDER} as failed
      from generate_series(0, ${orders - 1}) o) v`,
  );
  const everyTicket = sql.raw(
    `(select *, not pending and not failed and i % ${TICKET_CYCLE} = ${INVALIDATED} as invalidated,
        not pending and not failed and i % ${TICKET_CYCLE} in (${CHECKED_IN.join()}) as checked_in
      from (select i, o, o % ${EVENTS} as event, o / ${EVENTS} * ${TICKETS_PER_ORDER} + i % ${TICKETS_PER_ORDER} + 1 as serial,
          1 + o / ${EVENTS} % 2 as type, o % 50 = ${PENDING_ORDER} as pending, o % 50 = ${FAILED_ORDER} as failed
        from (select i, i / ${TICKETS_PER_ORDER} as o from generate_series(0, ${tickets - 1}) i) a) b) v`,
  );
  return [
    sql`insert into transactions (id, chain_id, signer, nonce, hash, "to", kind, gas_limit, max_fee_per_gas, status,
        stored_at_block, block_number, block_hash, created_at)
      select ${id("txn", "t")}, ${LOCAL_CHAIN_ID}, ${SIGNER}, t, ${hash("t")}, ${SIGNER}, 'mint', 16000000, 1, 'mined',
        t, t + 1, ${hash("t")}, ${at("t * 200")}
      from generate_series(0, ${sql.raw(String(Math.floor(orders / 50)))}) t`,
    sql`insert into orders (id, organisation_id, event_id, reference, created_at)
      select ${id("ord", "o")}, ${organisation}, ${id("evt", "event")}, 'order-' || o, ${at("o * 4")} from ${everyOrder}`,
    sql`insert into actions (id, organisation_id, event_id, request_id, kind, status, ticket_ids, payload, transaction_id,
        block_number, created_at, updated_at)
      select ${id("act", "o")}, ${organisation}, ${id("evt", "event")}, 'bench', 'mint',
        case when pending then 'queued' when failed then 'failed' else 'final' end,
        array[${sql.join(
          Array.from({ length: TICKETS_PER_ORDER }, (_, k) => id("tkt", `o * ${TICKETS_PER_ORDER} + ${k}`)),
          sql`, `,
        )}], '{}', case when pending or failed then null else ${id("txn", "t")} end,
        case when pending or failed then null else t + 1 end, ${at("o * 4")}, ${at("o * 4")}
      from ${everyOrder}`,
    sql`insert into actions (id, organisation_id, event_id, request_id, kind, status, ticket_ids, payload, transaction_id,
        block_number, created_at, updated_at)
      select ${id("act", "i + 1073741824")}, ${organisation}, ${id("evt", "event")}, 'bench',
        case when checked_in then 'check_in' else 'invalidate' end, 'final', array[${id("tkt", "i")}],
        case when checked_in then '{}'::jsonb else '{"reason":"refunded"}' end, ${id("txn", "o / 50")}, o / 50 + 1,
        ${at("i")}, ${at("i")}
      from ${everyTicket} where checked_in or invalidated`,
    sql`insert into tickets (id, organisation_id, event_id, ticket_type_id, order_id, external_id, email, attendee_name,
        attendee_email, seat_section, seat_row, seat_number, recipient, mint_action_id, last_action_id, mint_failed, token_id,
        owner, checked_in_at, checked_in_scan_id, invalidated_at, invalidated_reason, created_at)
      select ${id("tkt", "i")}, ${organisation}, ${id("evt", "event")}, ${id("typ", "event * 2 + type")}, ${id("ord", "o")},
        'X-' || i, 'buyer' || o || '@example.org', 'Guest ' || i, case when i % 2 = 0 then 'guest' || i || '@example.org' end,
        'Block ' || serial % 20, 'Row ' || serial % 50, (serial % 400)::text,
        case when o % 10 = 0 then null else ${wallet("o")} end,
        ${id("act", "o")}, case when checked_in or invalidated then ${id("act", "i + 1073741824")} else ${id("act", "o")} end,
        failed, case when pending or failed then null else type * 1000000000::numeric + serial end,
        case when pending or failed or o % 10 = 0 then null else ${wallet("o")} end,
        case when checked_in then ${at("i")} end, case when checked_in then ${id("scn", "i")} end,
        case when invalidated then ${at("i")} end, case when invalidated then 'refunded' end, ${at("i")}
      from ${everyTicket} order by i`,
    sql`insert into scans (id, organisation_id, event_id, ticket_id, type, result, at, received_at, gate, nonce, by)
      select ${id("scn", "i")}, ${organisation}, ${id("evt", "event")}, ${id("tkt", "i")}, 'entry', 'admitted', ${at("i")},
        ${at("i")}, 'North', 'fill', 'bench'
      from ${everyTicket} where checked_in`,
    sql`insert into audit_log (id, organisation_id, created_at, actor_type, actor_id, action, entity, entity_id, data, request_id)
      select ${id("aud", "i")}, ${organisation}, ${at("i")}, 'api_key', 'bench',
        case when checked_in then 'ticket.check_in' when invalidated then 'ticket.invalidate' else 'ticket.mint' end,
        'ticket', ${id("tkt", "i")}, '{"gate": "North"}', 'bench'
      from ${everyTicket} where checked_in or invalidated or i % ${sql.raw(String(TICKETS_PER_ORDER))} = 0`,
    sql`update ticket_types set issued = (select count(*) from tickets
      where ticket_type_id = ticket_types.id and status not in ('failed', 'invalidated'))`,
  ];
}
