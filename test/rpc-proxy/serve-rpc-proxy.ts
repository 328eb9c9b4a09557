import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { answerRequests } from "./answer-requests";
import { type ControlAnswer, controlSchema } from "./control-messages";
import { noCounts } from "./counts";
import { rollDice } from "./dice";
import { type Faults, type FaultsInput, faultsSchema, NO_FAULTS } from "./faults";
import { createGate } from "./gate";
import { listOf, mapEach, parseRequests, type Requests } from "./json-rpc";
import { overtaking } from "./overtaking";

type ProxyOptions = {
  /** URL of the true node. */
  upstream: string;
  /** The same seed makes the same faults strike the same requests, where these come in the same order. */
  seed?: number;
  faults?: FaultsInput;
  /** 0 for any that is free. */
  port?: number;
};

export type ServedProxy = { url: string; close(): Promise<void> };

/**
 * A JSON-RPC node over HTTP that passes everything on to another and misbehaves on the way. `POST /control` changes how;
 * each other path is the node.
 */
export async function serveRpcProxy(options: ProxyOptions): Promise<ServedProxy> {
  const { upstream, seed = 1, port = 0 } = options;
  let faults: Faults = faultsSchema.parse(options.faults ?? {});
  const counts = noCounts();
  const dice = rollDice({ seed, faults: () => faults, counts });
  const queue = overtaking();
  const gate = createGate();

  async function control(body: string): Promise<ControlAnswer> {
    const message = controlSchema.parse(JSON.parse(body));
    if (message.action === "set") faults = message.faults;
    if (message.action === "heal") {
      faults = NO_FAULTS;
      queue.release();
    }
    if (message.action === "hold") await gate.shut();
    if (message.action === "release") gate.open();
    return { faults, counts };
  }

  const pass = (requests: Requests) => gate.pass(() => answerRequests(requests, { upstream, faults, dice }));

  async function answer(requests: Requests): Promise<string> {
    if (dice.strikes("reorder")) await queue.hold(faults.reorderMs);
    if (dice.strikes("delay")) await sleep(faults.delayMs);
    if (dice.strikes("repeat")) await pass(requests);
    const answers = await pass(requests);
    queue.release();
    return JSON.stringify(answers);
  }

  async function serveNode(body: string, response: ServerResponse): Promise<void> {
    const requests = parseRequests(body);
    counts.requests += 1;
    for (const { method } of listOf(requests)) counts.calls[method] = (counts.calls[method] ?? 0) + 1;

    if (dice.strikes("drop")) return hangUp(response);
    if (dice.strikes("limited"))
      return send(response, { status: 429, body: "Too many requests", retryAfter: faults.retryAfterSeconds });
    if (dice.strikes("limitedInBody")) return send(response, { body: limitedAnswers(requests) });
    if (dice.strikes("serverError"))
      return send(response, { status: 500, body: "<h1>Internal Server Error</h1>" });
    if (dice.strikes("empty")) return send(response, { body: "" });
    const answered = await answer(requests);
    if (dice.strikes("late")) await sleep(faults.lateMs);
    if (dice.strikes("dropAnswer")) return hangUp(response);
    send(response, { body: dice.strikes("malformed") ? answered.slice(0, answered.length / 2) : answered });
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => send(response, { status: 502, body: String(error) }));
  });
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    if (request.url === "/control") send(response, { body: JSON.stringify(await control(body)) });
    else await serveNode(body, response);
  }
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("The proxy has no port.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function limitedAnswers(requests: Requests): string {
  const error = { code: -32005, message: "daily request count exceeded, request rate limited" };
  return JSON.stringify(mapEach(requests, ({ id }) => ({ jsonrpc: "2.0", id, error })));
}

function hangUp(response: ServerResponse): void {
  response.destroy();
}

function send(
  response: ServerResponse,
  answer: { status?: number; body: string; retryAfter?: number },
): void {
  const { status = 200, body, retryAfter } = answer;
  if (response.destroyed) return;
  response.writeHead(status, {
    "content-type": status === 200 ? "application/json" : "text/html",
    ...(retryAfter !== undefined && { "retry-after": String(retryAfter) }),
  });
  response.end(body);
}
