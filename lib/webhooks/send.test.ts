import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createSeal } from "@/lib/seal";
import { send } from "./send";

let server: Server;
let port: number;
let answer: (response: ServerResponse) => void;

beforeAll(async () => {
  server = createServer((_request, response) => answer(response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function sendTo({ addresses = ["127.0.0.1"], timeoutMs = 2_000 } = {}) {
  const settings = {
    allowLoopback: true,
    resolve: async () => addresses,
    seal: createSeal("none", "webhooks"),
    retryDelaysMs: [],
  };
  return send({ url: `http://hooks.example.org:${port}/`, headers: {}, body: "{}", settings, timeoutMs });
}

test("a 2xx counts, though its body never ends or breaks off", async () => {
  answer = (response) => response.writeHead(200).write("ok");
  expect(await sendTo()).toEqual({ status: 200, error: null });
  answer = (response) => {
    response.writeHead(202, { "content-length": 10 }).write("half");
    setTimeout(() => response.destroy(), 20);
  };
  expect(await sendTo()).toEqual({ status: 202, error: null });
});

test("another answer counts as well, with as much of its body as came", async () => {
  answer = (response) => {
    response.writeHead(410, { "content-length": 10 }).write("gone");
    setTimeout(() => response.destroy(), 50);
  };
  expect(await sendTo()).toEqual({ status: 410, error: "It answered 410: gone" });
  answer = (response) => response.writeHead(503).write("away");
  expect(await sendTo({ timeoutMs: 300 })).toEqual({ status: 503, error: "It answered 503: away" });
});

test("no answer at all is one only when there is none in time", async () => {
  answer = () => {};
  expect(await sendTo({ timeoutMs: 300 })).toEqual({ status: null, error: "No answer within 0.3 s." });
});

test("where one address can't be reached, the next is", async () => {
  answer = (response) => response.writeHead(204).end();
  expect(await sendTo({ addresses: ["127.0.0.2", "127.0.0.1"] })).toEqual({ status: 204, error: null });
  expect(await sendTo({ addresses: ["127.0.0.2"] })).toMatchObject({ status: null });
});
