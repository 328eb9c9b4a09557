import { asc, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { insertRows } from "@/lib/db/insert-rows";
import type { OpenDatabase } from "@/lib/db/open-database";
import { actions } from "@/lib/db/schema/pipeline";
import { valueRows } from "@/lib/db/value-rows";
import { testDatabase } from "@/test/test-database";

let database: OpenDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** What has a meaning of its own where values are written as text. */
const AWKWARD = [
  "",
  "NULL",
  "null",
  'a "quoted" word',
  "back\\slash",
  "{1,2}",
  "a,b",
  " spaces ",
  "line\nbreak",
  "Zoë ✓ 🎫",
  "'; drop table actions; --",
];

const moment = new Date("2026-07-01T12:34:56.789Z");

it("keeps every value as it is, in whatever kind of column", async () => {
  const rows = AWKWARD.map((text, i) => ({
    id: `act_${i}`,
    organisationId: text,
    eventId: "evt_x",
    batchId: i % 2 === 0 ? null : text,
    kind: "mint" as const,
    ticketIds: i === 0 ? [] : [text, "tkt_2"],
    payload: { text, number: i, nested: { list: [text, null, true] } },
    reverts: i,
    blockNumber: i % 3 === 0 ? null : 2 ** 40 + i,
    createdAt: moment,
    updatedAt: new Date(moment.getTime() + i),
  }));
  await database.db.transaction((tx) => insertRows(tx, { table: actions, rows }));
  expect(await database.db.select().from(actions).orderBy(asc(actions.reverts))).toMatchObject(rows);
});

it("inserts a single row, and none", async () => {
  const row = {
    id: "act_one",
    organisationId: "org_one",
    eventId: "evt_x",
    kind: "publish" as const,
    ticketIds: [],
    payload: {},
  };
  await database.db.transaction(async (tx) => {
    await insertRows(tx, { table: actions, rows: [] });
    await insertRows(tx, { table: actions, rows: [row] });
    await insertRows(tx, { table: actions, rows: [row], skipExisting: true });
  });
  const found = await database.db.select().from(actions).where(sql`id = 'act_one'`);
  expect(found).toMatchObject([{ ...row, status: "queued" }]);
});

it("joins values as they are", async () => {
  const rows = AWKWARD.map((text, place) => ({
    place,
    text,
    amount: 2n ** 200n + BigInt(place),
    at: moment,
  }));
  const columns = { place: "integer", text: "text", amount: "numeric", at: "timestamptz" } as const;
  const { rows: found } = await database.db.execute<{ text: string; amount: string; isSame: boolean }>(sql`
    select v.text, v.amount::text as amount, v.at = ${moment.toISOString()}::timestamptz as "isSame"
    from ${valueRows(rows, columns)} order by v.place`);
  expect(found).toEqual(rows.map(({ text, amount }) => ({ text, amount: String(amount), isSame: true })));
});
