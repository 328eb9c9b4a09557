import { once } from "node:events";
import { createServer } from "node:net";
import { expect, test } from "vitest";
import { freePort } from "@/lib/runtime/free-port";
import { requirePort } from "./require-port";

const host = "127.0.0.1";

test("a free port is confirmed, and 0 becomes one", async () => {
  const port = await freePort();
  expect(await requirePort({ host, port })).toBe(port);
  expect(await requirePort({ host, port: 0 })).toBeGreaterThan(0);
});

test("a taken port is refused with another to choose", async () => {
  const server = createServer().listen(0, host);
  await once(server, "listening");
  const address = server.address();
  const port = address && typeof address === "object" ? address.port : 0;
  await expect(requirePort({ host, port })).rejects.toThrow(`PORT=${port + 1} npm start`);
  server.close();
});
