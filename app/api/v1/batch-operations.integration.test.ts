import { afterAll, beforeAll, expect, test } from "vitest";
import { operateTicketsOutput } from "@/lib/services/ticket/batch-schema";
import { anEvent, someTickets } from "@/test/api-builders";
import { apiClient, problemOf } from "@/test/api-client";
import { ALICE, BOB } from "@/test/contract-callers";
import { differencesWith } from "@/test/stored";
import { type TestRuntime, testRuntime } from "@/test/test-runtime";

let runtime: TestRuntime;
let api: Awaited<ReturnType<typeof apiClient>>;
let names = 0;

beforeAll(async () => {
  runtime = await testRuntime();
  api = await apiClient(runtime);
});
afterAll(() => runtime.close());

async function operate(operations: readonly object[], caller: Pick<typeof api, "post"> = api) {
  const { status, body } = await caller.post("/tickets/batch", { operations });
  expect(status).toBe(202);
  return operateTicketsOutput.parse(body);
}

async function holders(count: number, parts: Record<string, unknown> = {}) {
  const event = await anEvent(api, { ticketTypes: [{ name: "General", price: "25", supply: 6_000 }] });
  names += 1;
  const { ids } = await someTickets(
    api,
    event,
    Array.from({ length: count }, (_, n) => ({ to: ALICE.address, externalId: `b-${names}-${n}`, ...parts })),
  );
  return { event, ids, name: (n: number) => `ext:b-${names}-${n}` };
}

const codes = (results: readonly { code?: string | undefined }[]) =>
  results.map(({ code }) => code ?? "accepted");

test("each operation is accepted or refused by itself, in order, by our ids and by the caller's", async () => {
  const { ids, name, event } = await holders(5);
  const { batch, results } = await operate([
    { op: "checkin", ticketId: ids[0], gate: "North", nonce: "n-1" },
    { op: "invalidate", ticketId: name(1), reason: "refunded" },
    { op: "resell", ticketId: ids[2], to: BOB.address, price: "20" },
    { op: "transfer", ticketId: ids[3], to: BOB.address },
    { op: "claim", ticketId: ids[4], to: BOB.address },
    { op: "checkin", ticketId: ids[1] },
    { op: "checkin", ticketId: "tkt_none" },
    { op: "invalidate", ticketId: ids[0], reason: "other" },
    { op: "resell", ticketId: ids[2], to: ALICE.address, price: "26" },
    { op: "transfer", ticketId: ids[2], to: ALICE.address },
    { op: "checkin", ticketId: ids[0], nonce: "n-1" },
    { op: "checkin", ticketId: name(0), eventId: event.id },
  ]);
  expect(codes(results)).toEqual([
    "accepted",
    "accepted",
    "accepted",
    "accepted",
    "not_in_custody",
    "ticket_invalidated",
    "not_found",
    "already_checked_in",
    "price_above_cap",
    "accepted",
    "accepted",
    "already_checked_in",
  ]);
  expect(results[10]?.scanId).toBe(results[0]?.scanId);
  expect(results[1]?.ticketId).toBe(ids[1]);
  expect(results[6]?.ticketId).toBe("tkt_none");
  expect(batch).toMatchObject({ total: 6, queued: 5, failed: 0 });
  await runtime.pipeline.drain();
  expect(await differencesWith(runtime)).toEqual([]);
  expect((await api.get(`/batches/${batch.id}`)).body).toMatchObject({ confirmed: 6, queued: 0 });
  expect((await api.get(`/tickets/${ids[2]}`)).body).toMatchObject({ owner: ALICE.address });
  expect((await api.get(`/tickets/${ids[3]}`)).body).toMatchObject({ owner: BOB.address });
});

test("a nonce is one reading, also in another call, and refused once it is undone", async () => {
  const { ids } = await holders(1);
  const reading = { op: "checkin", ticketId: ids[0], nonce: "gate-1" };
  const [first] = (await operate([reading])).results;
  const [second] = (await operate([reading])).results;
  expect(second).toMatchObject({ status: "accepted", scanId: first?.scanId });
  expect(second).not.toHaveProperty("actionId");
  const single = await api.post(`/tickets/${ids[0]}/checkin`, { nonce: "gate-1" });
  expect(single).toMatchObject({ status: 200, body: { scan: { id: first?.scanId } } });
  await api.post(`/tickets/${ids[0]}/undo-checkin`);
  expect(codes((await operate([reading])).results)).toEqual(["not_checked_in"]);
});

test("refused readings are kept, as at a gate", async () => {
  const { ids } = await holders(1);
  const exit = { op: "checkin", ticketId: ids[0], type: "exit", nonce: "out" };
  const { results } = await operate([exit, exit]);
  expect(codes(results)).toEqual(["not_checked_in", "not_checked_in"]);
  expect(results[1]?.scanId).toBe(results[0]?.scanId);
  expect((await api.get(`/tickets/${ids[0]}/scans`)).body).toMatchObject({
    data: [{ id: results[0]?.scanId, result: "refused", code: "not_checked_in" }],
  });
});

test("202 also where all are refused, and the batch is done", async () => {
  const { batch, results } = await operate([{ op: "checkin", ticketId: "tkt_none" }]);
  expect(codes(results)).toEqual(["not_found"]);
  expect(batch).toMatchObject({ total: 0, queued: 0 });
  const stream = await api.get(`/batches/${batch.id}/events`);
  expect(stream.text).toContain("event: done");
});

test("what is accepted and needs no action is done from the beginning", async () => {
  const { ids } = await holders(2);
  const inside = await operate([
    { op: "checkin", ticketId: ids[0], nonce: "in" },
    { op: "checkin", ticketId: ids[0], type: "exit" },
  ]);
  expect(inside.batch).toMatchObject({ total: 2, queued: 1, confirmed: 1, final: 1 });
  await runtime.pipeline.drain();
  const { body } = await api.get(`/batches/${inside.batch.id}`);
  expect(body).toMatchObject({ total: 2, queued: 0, submitted: 0, confirmed: 2, failed: 0 });
  const repeated = await operate([{ op: "checkin", ticketId: ids[0], nonce: "in" }]);
  expect(repeated.batch).toMatchObject({ total: 1, queued: 0, confirmed: 1 });
});

test("ext:null names no ticket", async () => {
  const { ids } = await holders(1, { externalId: undefined });
  const { results } = await operate([
    { op: "checkin", ticketId: ids[0] },
    { op: "invalidate", ticketId: "ext:null", reason: "other" },
  ]);
  expect(codes(results)).toEqual(["accepted", "not_found"]);
});

test("an operation takes its own scope", async () => {
  const { ids } = await holders(2);
  const office = await api.colleague(["tickets:read", "tickets:write"]);
  const { results } = await operate(
    [
      { op: "checkin", ticketId: ids[0] },
      { op: "invalidate", ticketId: ids[1], reason: "other" },
    ],
    office,
  );
  expect(codes(results)).toEqual(["forbidden", "accepted"]);
  const gate = await api.colleague(["checkins:write"]);
  const refused = await gate.post("/tickets/batch", { operations: [{ op: "checkin", ticketId: ids[0] }] });
  expect(problemOf(refused)).toMatchObject({ status: 403 });
});

test("422 for what is malformed, with its place; nothing is done", async () => {
  const { ids } = await holders(1);
  const operations = [
    { op: "checkin", ticketId: ids[0] },
    { op: "fly" },
    { op: "resell", ticketId: ids[0], price: "1" },
  ];
  const refused = await api.post("/tickets/batch", { operations });
  expect(problemOf(refused)).toMatchObject({ status: 422 });
  expect(problemOf(refused).errors?.map(({ path }) => path)).toEqual(["operations.1.op", "operations.2.to"]);
  expect((await api.get(`/tickets/${ids[0]}`)).body).toMatchObject({ checkedInAt: null });
  expect((await api.post("/tickets/batch", { operations: [] })).status).toBe(422);
});

test("5,000 check-ins in one call, each once", async () => {
  const { ids } = await holders(5_000);
  const { batch, results } = await operate(ids.map((ticketId) => ({ op: "checkin", ticketId })));
  expect(new Set(codes(results))).toEqual(new Set(["accepted"]));
  expect(batch).toMatchObject({ total: 5_000, queued: 5_000 });
  const again = await operate(ids.slice(0, 100).map((ticketId) => ({ op: "checkin", ticketId })));
  expect(new Set(codes(again.results))).toEqual(new Set(["already_checked_in"]));
});

test("two calls about the same tickets at once: each ticket is checked in once", async () => {
  const { ids } = await holders(50);
  const [forth, back] = [ids, ids.toReversed()].map((order) =>
    order.map((ticketId) => ({ op: "checkin", ticketId })),
  );
  const both = await Promise.all([operate(forth ?? []), operate(back ?? [])]);
  const accepted = both.flatMap(({ results }) => results.filter(({ status }) => status === "accepted"));
  expect(accepted).toHaveLength(50);
});
