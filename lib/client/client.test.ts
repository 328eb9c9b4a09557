import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, expectTypeOf, test } from "vitest";
import { ActionFailed } from "./action-failed";
import { createClient } from "./create-client";
import type { Retry } from "./retrying-fetch";
import type { components } from "./schema";
import { TicketChainError } from "./ticket-chain-error";

type Answering = (request: IncomingMessage, response: ServerResponse, count: number) => void;
type Seen = { method: string; url: string; key: string | undefined; authorization: string | undefined };

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A server that answers as it is told, and a client of it. */
async function serving(answer: Answering, patienceMs = 20_000) {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const { method = "", url = "", headers } = request;
    seen.push({
      method,
      url,
      key: headers["idempotency-key"]?.toString(),
      authorization: headers.authorization,
    });
    answer(request, response, seen.length);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  const retries: Retry[] = [];
  const baseUrl = `http://127.0.0.1:${port}`;
  const client = createClient({
    baseUrl,
    apiKey: "tc_x",
    patienceMs,
    onRetry: (retry) => retries.push(retry),
  });
  return { client, seen, retries, baseUrl };
}

function json(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) {
  const type = status < 400 ? "application/json" : "application/problem+json";
  response.writeHead(status, { "Content-Type": type, "X-Request-Id": "r-1", ...headers });
  response.end(JSON.stringify(body));
}

const problem = (status: number, code: string, more: object = {}) => ({
  type: `/docs/api#${code}`,
  title: "No",
  status,
  code,
  detail: "Not so.",
  requestId: "r-1",
  ...more,
});
const mint = { body: { eventId: "evt_1", tickets: [{ ticketTypeId: "typ_1" }] } };

describe("a call", () => {
  test("sends the key and answers the body, typed by the document", async () => {
    const { client, seen } = await serving((_, response) => json(response, 200, { id: "tkt_1" }));
    const ticket = await client.get("/tickets/{id}", { params: { path: { id: "ext:A/1" } } });
    expect(ticket.id).toBe("tkt_1");
    expectTypeOf(ticket).toEqualTypeOf<components["schemas"]["Ticket"]>();
    expect(seen).toEqual([
      { method: "GET", url: "/api/v1/tickets/ext%3AA%2F1", key: undefined, authorization: "Bearer tc_x" },
    ]);
  });

  test("takes the base URL with and without the API's path", async () => {
    const { seen, baseUrl } = await serving((_, response) => json(response, 200, {}));
    for (const end of ["", "/", "/api/v1", "/api/v1/"]) {
      await createClient({ baseUrl: baseUrl + end, apiKey: "tc_x" }).get("/me");
    }
    expect(new Set(seen.map(({ url }) => url))).toEqual(new Set(["/api/v1/me"]));
  });

  test("throws what a problem document says", async () => {
    const errors = [{ path: "tickets.0.to", message: "must be an address" }];
    const { client } = await serving((_, response) =>
      json(response, 422, problem(422, "validation_failed", { errors, hint: "more" })),
    );
    const error = await client.post("/tickets/mint", mint).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TicketChainError);
    expect(error).toMatchObject({
      code: "validation_failed",
      status: 422,
      detail: "Not so.",
      requestId: "r-1",
      errors,
    });
    expect(error).toHaveProperty("problem.hint", "more");
    expect(error).toHaveProperty(
      "message",
      expect.stringContaining("POST /tickets/mint: 422 validation_failed"),
    );
  });

  test("throws when an answer is not the API's", async () => {
    const { client } = await serving((_, response) => response.writeHead(404).end("<h1>Nothing here</h1>"));
    await expect(client.get("/me")).rejects.toMatchObject({ code: "unexpected_answer", status: 404 });
  });
});

test("what is no fault of the network comes out as it is, at once", async () => {
  let calls = 0;
  const fetch = async () => {
    calls += 1;
    throw new RangeError("A mistake of ours.");
  };
  const client = createClient({ baseUrl: "http://localhost", apiKey: "tc_x", fetch });
  await expect(client.get("/me")).rejects.toBeInstanceOf(RangeError);
  expect(calls).toBe(1);
});

describe("a write", () => {
  test("carries an Idempotency-Key of its own, or the caller's", async () => {
    const { client, seen } = await serving((_, response) => json(response, 202, {}));
    await client.post("/tickets/mint", mint);
    await client.post("/tickets/mint", mint);
    await client.post("/tickets/mint", { ...mint, headers: { "Idempotency-Key": "mine" } });
    const [first, second, third] = seen.map(({ key }) => key);
    expect(first).toMatch(/^[0-9a-f-]{36}$/);
    expect(second).not.toBe(first);
    expect(third).toBe("mine");
  });

  test("is sent again with the same key when the connection breaks and when the server is busy", async () => {
    const { client, seen, retries } = await serving((request, response, count) => {
      if (count === 1) return void request.socket.destroy();
      if (count === 2) return json(response, 503, problem(503, "unavailable"), { "Retry-After": "0" });
      if (count === 3) return json(response, 429, problem(429, "rate_limited"), { "Retry-After": "0" });
      if (count === 4)
        return json(response, 409, problem(409, "idempotency_in_flight"), { "Retry-After": "0" });
      json(response, 202, { batch: { id: "bat_1" } });
    });
    const { batch } = await client.post("/tickets/mint", mint);
    expect(batch.id).toBe("bat_1");
    expect(seen).toHaveLength(5);
    expect(new Set(seen.map(({ key }) => key)).size).toBe(1);
    expect(retries.map(({ call }) => call)).toEqual(Array(4).fill("POST /api/v1/tickets/mint"));
  });

  test("is sent again when its answer breaks off in the middle", async () => {
    const { client, seen } = await serving((_, response, count) => {
      if (count > 1) return json(response, 202, { batch: { id: "bat_1" } });
      response.writeHead(202, { "Content-Type": "application/json", "Content-Length": "100" });
      response.write('{"batch":', () => response.destroy());
    });
    expect((await client.post("/tickets/mint", mint)).batch.id).toBe("bat_1");
    expect(new Set(seen.map(({ key }) => key)).size).toBe(1);
  });

  test("is not sent again when it was refused", async () => {
    const { client, seen } = await serving((_, response) => json(response, 409, problem(409, "sold_out")));
    await expect(client.post("/tickets/mint", mint)).rejects.toMatchObject({ code: "sold_out" });
    expect(seen).toHaveLength(1);
  });

  test("without an API key, and so without a key that the server keeps, is not sent again", async () => {
    const { baseUrl, seen } = await serving((request) => void request.socket.destroy());
    const client = createClient({ baseUrl });
    await expect(client.post("/tickets/mint", mint)).rejects.toMatchObject({ code: "no_answer", status: 0 });
    expect(seen).toEqual([expect.objectContaining({ key: undefined, authorization: undefined })]);
  });
});

test("patience ends: the last refusal is thrown, or that there was no answer", async () => {
  const busy = await serving((_, response) => json(response, 429, problem(429, "rate_limited")), 0);
  await expect(busy.client.get("/me")).rejects.toMatchObject({ code: "rate_limited" });
  const away = await serving((request) => void request.socket.destroy(), 0);
  await expect(away.client.get("/me")).rejects.toMatchObject({ code: "no_answer" });
});

test("a caller's signal ends a call that would be tried again", async () => {
  const { client } = await serving((_, response) =>
    json(response, 429, problem(429, "rate_limited"), { "Retry-After": "10" }),
  );
  const signal = AbortSignal.timeout(100);
  await expect(client.get("/me", { signal })).rejects.toMatchObject({ name: "TimeoutError" });
});

test("lists are read page by page and row by row, with their filters", async () => {
  const { client, seen } = await serving(({ url = "" }, response) => {
    const isLast = url.includes("cursor=c2");
    json(response, 200, { data: [{ id: isLast ? "tkt_2" : "tkt_1" }], nextCursor: isLast ? null : "c2" });
  });
  const query = { params: { query: { eventId: "evt_1", limit: 1 } } };
  const rows = await Array.fromAsync(client.rows("/tickets", query));
  expect(rows.map(({ id }) => id)).toEqual(["tkt_1", "tkt_2"]);
  expect(await Array.fromAsync(client.pages("/tickets", query))).toHaveLength(2);
  expect(seen[1]?.url).toBe("/api/v1/tickets?eventId=evt_1&limit=1&cursor=c2");
});

describe("following", () => {
  const batch = (confirmed: number) => ({
    id: "bat_1",
    total: 2,
    queued: 2 - confirmed,
    submitted: 0,
    confirmed,
  });

  test("a batch connects again when the stream breaks, and ends when it is done", async () => {
    const { client, seen } = await serving(({ url = "" }, response, count) => {
      if (!url.endsWith("/events")) return json(response, 200, batch(1));
      response.writeHead(200, { "Content-Type": "text/event-stream" });
      if (count === 1)
        response.write(`event: progress\ndata: ${JSON.stringify(batch(0))}\n\n`, () => response.destroy());
      else response.end(`: hello\n\nevent: done\ndata: ${JSON.stringify(batch(2))}\n\n`);
    });
    const told: number[] = [];
    const done = await client.followBatch("bat_1", { onProgress: ({ confirmed }) => told.push(confirmed) });
    expect(done.confirmed).toBe(2);
    expect(told).toEqual([0, 1, 2]);
    expect(seen.map(({ url }) => url.split("/").at(-1))).toEqual(["events", "bat_1", "events"]);
  });

  test("a batch asks where events don't come through", async () => {
    const { client } = await serving(({ url = "" }, response) => {
      if (url.endsWith("/events")) return json(response, 429, problem(429, "rate_limited"));
      json(response, 200, batch(2));
    });
    expect((await client.followBatch("bat_1")).confirmed).toBe(2);
  });

  test("an action ends when it is confirmed, or final if asked so", async () => {
    const states = ["queued", "submitted", "confirmed", "final"];
    const answer: Answering = (_, response, count) =>
      json(response, 200, { id: "act_1", status: states[count - 1] });
    const soon = await serving(answer);
    expect((await soon.client.waitForAction("act_1")).status).toBe("confirmed");
    const late = await serving(answer);
    expect((await late.client.waitForAction("act_1", { until: "final" })).status).toBe("final");
  });

  test("an action that failed is thrown with its reason", async () => {
    const error = { code: "reverted", detail: "The event is paused." };
    const { client } = await serving((_, response) =>
      json(response, 200, { id: "act_1", status: "failed", error }),
    );
    const thrown = await client.waitForAction("act_1").catch((each: unknown) => each);
    expect(thrown).toBeInstanceOf(ActionFailed);
    expect(thrown).toHaveProperty("message", expect.stringContaining("The event is paused."));
  });
});
