import { createSocket, type Socket } from "node:dgram";
import { afterEach, expect, test } from "vitest";
import { resolveByName } from "./settings";

let nameServer: Socket | undefined;

afterEach(() => nameServer?.close());

/** Takes questions. Its answer to each, where it has one, has that code and no address. */
async function aNameServer(code: number | null): Promise<string> {
  const socket = createSocket("udp4");
  nameServer = socket;
  socket.on("message", (question, { port, address }) => {
    if (code === null) return;
    const reply = Buffer.from(question);
    reply.writeUInt16BE(0x8180 | code, 2);
    socket.send(reply, port, address);
  });
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  return `127.0.0.1:${socket.address().port}`;
}

test("a name server that is away is given up on", async () => {
  const resolve = resolveByName({ servers: [await aNameServer(null)], timeoutMs: 50 });
  await expect(resolve("hooks.example.org")).rejects.toThrow("No name server answers");
});

test("what no name server knows is looked for on the machine, where a name without a dot is at once", async () => {
  const NO_SUCH_NAME = 3;
  const resolve = resolveByName({ servers: [await aNameServer(NO_SUCH_NAME)], timeoutMs: 50 });
  await expect(resolve("hooks.invalid")).rejects.toThrow(/ENOTFOUND|EAI_AGAIN/);
  expect(await resolve("localhost")).toContain("127.0.0.1");
});
