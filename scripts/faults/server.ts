/**
 * A server under test: the real runtime with its pipeline, and services behind a few paths in place of the whole app, so that
 * it can be killed and started again within a second. Prints its port when it listens.
 */
import { createServer, type IncomingMessage } from "node:http";
import { AppError } from "@/lib/errors";
import { bootRuntime } from "@/lib/runtime/boot-runtime";
import { audit } from "./audit";
import { doWork } from "./do-work";
import { forgetBytes } from "./forget-bytes";
import { workSchema } from "./protocol";
import { readProgress, readState } from "./read-state";
import { systemContext } from "./system-context";

// A server must not outlive the test that started it.
process.once("disconnect", () => process.exit(1));

const { runtime, stop } = await bootRuntime(process.env.FAULTS_ROLE === "worker" ? "worker" : "web");
if (process.env.FAULTS_FORGET_BYTES === "1") await forgetBytes(runtime.db);
const ctx = await systemContext(runtime);

const PATHS: Readonly<Record<string, (request: IncomingMessage) => Promise<unknown>>> = {
  "/work": async (request) => doWork(ctx, workSchema.parse(await readJson(request))),
  "/progress": () => readProgress(runtime.db),
  "/state": () => readState(runtime.db),
  "/audit": () => audit(runtime),
};

const server = createServer(async (request, response) => {
  const answer = (status: number, body: unknown) => {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  };
  try {
    const answered = PATHS[request.url ?? ""];
    return answered ? answer(200, await answered(request)) : answer(404, {});
  } catch (error) {
    if (error instanceof AppError) return answer(409, { code: error.code });
    return answer(500, { message: String(error) });
  }
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address && typeof address === "object") console.log(`LISTENING ${address.port}`);
});

process.on("SIGTERM", () => {
  server.close();
  void stop().then(() => process.exit(0));
});

async function readJson(request: IncomingMessage): Promise<unknown> {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  return JSON.parse(body);
}
