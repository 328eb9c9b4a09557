import { type SQL, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { OpenDatabase } from "@/lib/db/open-database";
import { isSetApart, tickets } from "@/lib/db/schema/tickets";
import { testDatabase } from "@/test/test-database";

let database: OpenDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** How the database would find these tickets if reading the whole table were out of the question. */
async function planOf(where: SQL, rest: SQL = sql``): Promise<string> {
  return database.db.transaction(async (tx) => {
    await tx.execute(sql`set local enable_seqscan = off`);
    const { rows } = await tx.execute(sql`explain select * from tickets where ${where} ${rest}`);
    return JSON.stringify(rows);
  });
}

it("finds tickets by the organiser's own id without its event", async () => {
  const plan = await planOf(sql`organisation_id = 'org_x' and external_id = 'A-1'`);
  expect(plan).toContain("tickets_organisation_external_id");
});

it("finds tickets by who holds them, or will once they are minted", async () => {
  expect(await planOf(sql`coalesce(owner, recipient) = '0x1'`)).toContain("tickets_holder");
});

it("reads an event's newest tickets, all or those of a status, past nobody else's", async () => {
  const newest = sql`order by event_id desc, id desc limit 51`;
  const ofEvent = sql`event_id between 'evt_x' and 'evt_x'`;
  for (const [where, index] of [
    [ofEvent, "tickets_event"],
    [sql`${ofEvent} and status = 'pending' and ${isSetApart(tickets)}`, "tickets_set_apart"],
  ] as const) {
    const plan = await planOf(where, newest);
    expect(plan).toContain(index);
    expect(plan).not.toContain("Sort");
  }
});

it("finds tickets by either address, in whatever case it was given", async () => {
  const plan = await planOf(sql`lower(email) = 'a@example.org' or lower(attendee_email) = 'a@example.org'`);
  expect(plan).toContain("tickets_email");
  expect(plan).toContain("tickets_attendee_email");
});

it("has no index that a check-in would have to write to", async () => {
  const { rows } = await database.db.execute<{ definition: string }>(
    sql`select pg_get_indexdef(indexrelid) as definition from pg_index where indrelid = 'tickets'::regclass`,
  );
  expect(rows.length).toBeGreaterThan(10);
  for (const { definition } of rows)
    expect(definition).not.toMatch(/\b(status|checked_in_at|checked_in_scan_id|last_action_id)\b/);
});
