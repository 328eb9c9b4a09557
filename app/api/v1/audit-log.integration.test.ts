import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { auditRowPage } from "@/lib/services/audit-log/schema";
import { anEvent, aTicket, someTickets } from "@/test/api-builders";
import { type ApiClient, apiClient, problemOf } from "@/test/api-client";
import { type TestRuntime, testRuntime } from "@/test/test-runtime";

let runtime: TestRuntime;
let api: Awaited<ReturnType<typeof apiClient>>;
let other: ApiClient;

beforeAll(async () => {
  runtime = await testRuntime();
  api = await apiClient(runtime);
  other = await apiClient(runtime);
});

afterAll(() => runtime.close());

async function rows(query = "", client: ApiClient = api) {
  const { status, body } = await client.get(`/audit-log?${query}`);
  expect(status).toBe(200);
  return auditRowPage.parse(body).data;
}

describe("GET /audit-log", () => {
  test("200: who did what, in which call, newest first", async () => {
    const { id } = await aTicket(api);
    await api.post(
      `/tickets/${id}/invalidate`,
      { reason: "fraud" },
      { headers: { "X-Request-Id": "shop-7" } },
    );
    const [newest, ...older] = await rows();
    expect(newest).toMatchObject({
      id: expect.stringMatching(/^aud_/),
      at: expect.any(String),
      actor: { type: "api_key", id: api.keyId },
      action: "ticket.invalidate",
      entity: "ticket",
      entityId: id,
      data: { reason: "fraud" },
      requestId: "shop-7",
    });
    expect(older.slice(0, 3).map(({ action }) => action)).toEqual([
      "ticket.mint",
      "event.publish",
      "event.create",
    ]);
  });

  test("200 page by page, whatever is written meanwhile", async () => {
    const mine = await apiClient(runtime);
    const event = await anEvent(mine);
    await someTickets(mine, event);
    const all = await rows("", mine);
    const first = auditRowPage.parse((await mine.get("/audit-log?limit=2")).body);
    await someTickets(mine, event);
    const rest = await mine.get(`/audit-log?cursor=${first.nextCursor}`);
    expect([...first.data, ...auditRowPage.parse(rest.body).data]).toEqual(all);
    expect(rest.body).toMatchObject({ nextCursor: null });
  });

  test("200: filters narrow each other down", async () => {
    const { id, event } = await aTicket(api);
    await api.post(`/tickets/${id}/checkin`);
    await api.post(`/tickets/${id}/undo-checkin`);
    const [undone, admitted] = await rows(`entity=ticket&entityId=${id}`);
    expect([undone?.action, admitted?.action]).toEqual(["ticket.undo_check_in", "ticket.check_in"]);
    expect(await rows(`entityId=${id}&action=ticket.check_in`)).toEqual([admitted]);
    expect(await rows(`entityId=${event.id}&entity=ticket`)).toEqual([]);

    const at = encodeURIComponent(undone?.at ?? "");
    expect(await rows(`entityId=${id}&from=${at}`)).toContainEqual(undone);
    expect(await rows(`entityId=${id}&to=${at}`)).not.toContainEqual(undone);
    expect(await rows("to=2020-01-01T00:00:00Z")).toEqual([]);
  });

  test("shows nothing of other organisations", async () => {
    const { id } = await aTicket(other, { externalId: "theirs" });
    await api.post(`/tickets/${id}/checkin`);
    expect(JSON.stringify(await rows("limit=200"))).not.toContain(id);
    expect(await rows(`entityId=${id}`)).toEqual([]);
  });

  test("403 without keys:write", async () => {
    const lesser = await api.colleague(["events:read", "tickets:read", "webhooks:write"]);
    expect(problemOf(await lesser.get("/audit-log"))).toMatchObject({
      status: 403,
      code: "forbidden",
      requiredScope: "keys:write",
    });
  });

  test.each(["limit=0", "cursor=x", "from=yesterday", "to=2030-01-01", "entity=", "entityid=x"])(
    "422 for ?%s",
    async (query) => {
      const refused = await api.get(`/audit-log?${query}`);
      expect(problemOf(refused)).toMatchObject({ status: 422, errors: [{ path: query.split("=")[0] }] });
    },
  );
});
