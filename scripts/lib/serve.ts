import { createServer, type RequestListener, type Server } from "node:http";
import type { Socket } from "node:net";
import next from "next";
import type { Env } from "@/lib/env";
import { stopRuntime, whenBooted } from "@/lib/runtime/life";
import { callerAddress } from "./caller-address";
import { repository } from "./repository";

/** How long requests that are being answered may take when the server is told to stop. */
const GRACE_MS = 3_000;
const ORPHAN_CHECK_MS = 500;

/**
 * Serves the app in this process until SIGINT or SIGTERM. Resolves when it listens: not before Next has
 * called `instrumentation.ts` and the runtime is open.
 */
export async function serve({ env, dev }: { env: Env; dev: boolean }): Promise<void> {
  process.env.NEXT_TELEMETRY_DISABLED = "1";
  let handle: RequestListener = (_request, response) => response.writeHead(503).end();
  const server = createServer((request, response) => handle(request, response));
  stopOnSignal(server);

  // Through `httpServer` Next attends to the web sockets of hot reload by itself.
  const app = next({ dev, dir: repository, hostname: env.host, port: env.port, httpServer: server });
  await app.prepare();
  const handleByNext = app.getRequestHandler();
  handle = (request, response) => {
    // Next would keep what the client says here, and limits would count by it.
    request.headers["x-forwarded-for"] = callerAddress({
      forwardedFor: request.headers["x-forwarded-for"],
      peer: request.socket.remoteAddress,
      trustProxy: env.trustProxy,
    });
    void handleByNext(request, response);
  };
  await whenBooted();

  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(env.port, env.host, resolve);
  });
}

/** Closes in the order of use: requests, pipeline, database, chain. A second signal, once a second has passed, doesn't wait. */
function stopOnSignal(server: Server): void {
  const sockets = socketsOf(server);
  let stoppingSinceMs: number | null = null;
  const stop = (signal: NodeJS.Signals) => {
    if (stoppingSinceMs !== null) {
      // npm passes Ctrl-C on, so it comes twice at once; only a later one is meant.
      if (Date.now() - stoppingSinceMs > 1_000) process.exit(1);
      return;
    }
    stoppingSinceMs = Date.now();
    console.log(`\nStopping (${signal}) …`);
    void closeAll(server, sockets);
  };
  process.on("SIGINT", stop).on("SIGTERM", stop).on("SIGHUP", stop);
  if (process.env.npm_lifecycle_event) onceOrphaned(() => stop("SIGHUP"));
}

/** npm passes SIGTERM on, but nobody can pass on a kill -9 of npm: without it, nobody would find this process again. */
function onceOrphaned(act: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    act();
  }, ORPHAN_CHECK_MS);
  timer.unref();
}

async function closeAll(server: Server, sockets: ReadonlySet<Socket>): Promise<never> {
  try {
    await closeServer(server, sockets);
    await stopRuntime();
    console.log("Stopped. Everything is kept.");
    process.exit(0);
  } catch (error) {
    console.error(error);
    process.exit(1);
  }
}

async function closeServer(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  // Not by closeAllConnections: that forgets web sockets.
  const timer = setTimeout(() => {
    for (const socket of sockets) socket.destroy();
  }, GRACE_MS);
  await closed;
  clearTimeout(timer);
}

function socketsOf(server: Server): ReadonlySet<Socket> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  return sockets;
}
