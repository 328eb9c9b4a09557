import { createServer, type RequestListener, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import next from "next";
import { refuse } from "@/lib/api/route/refuse";
import type { Env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { stopRuntime, whenBooted } from "@/lib/runtime/life";
import { callerAddress } from "./caller-address";
import { repository } from "./repository";
import { stopOnSignal } from "./stop-on-signal";
import { wellEncoded } from "./well-encoded";

/** What HTTP has more, such as TRACE, Next answers as a failure of the server. */
const METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** How long requests that are being answered may take when the server is told to stop. */
const GRACE_MS = 3_000;

/**
 * Serves the app in this process until SIGINT or SIGTERM. Resolves when it listens: not before Next has
 * called `instrumentation.ts` and the runtime is open.
 */
export async function serve({ env, dev }: { env: Env; dev: boolean }): Promise<void> {
  process.env.NEXT_TELEMETRY_DISABLED = "1";
  let handle: RequestListener = (_request, response) => response.writeHead(503).end();
  const server = createServer((request, response) => handle(request, response));
  const sockets = socketsOf(server);
  stopOnSignal(() => closeAll(server, sockets));

  // Through `httpServer` Next attends to the web sockets of hot reload by itself.
  const app = next({ dev, dir: repository, hostname: env.host, port: env.port, httpServer: server });
  await app.prepare();
  const handleByNext = app.getRequestHandler();
  handle = (request, response) => {
    if (!METHODS.has(request.method ?? "")) return void refuseMethod(response);
    request.url = wellEncoded(request.url ?? "/");
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

async function refuseMethod(response: ServerResponse): Promise<void> {
  const allow = [...METHODS].join(", ");
  const error = new AppError("method_not_allowed", `Use ${allow}.`, { extra: { allow } });
  const refusal = refuse(new Request("http://localhost"), error);
  response.writeHead(refusal.status, Object.fromEntries(refusal.headers)).end(await refusal.text());
}

/** In the order of use: requests, pipeline, database, chain. */
async function closeAll(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  await closeServer(server, sockets);
  await stopRuntime();
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
