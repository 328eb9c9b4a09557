import { AppError } from "@/lib/errors";
import { matchPath } from "./match-path";
import type { AnyOperation } from "./operation";
import { perform } from "./perform";
import { refuse } from "./refuse";
import { requestIdOf } from "./request-id";

export const METHODS = ["GET", "POST", "PATCH", "PUT", "DELETE"] as const;
export type Method = (typeof METHODS)[number];

type Handler = ((request: Request) => Promise<Response>) & { path: string; operation?: AnyOperation };

/** What a `route.ts` exports: a handler for every method, so that each is answered by us and not by the framework. */
export type Resource = Readonly<Record<Method | "HEAD" | "OPTIONS", Handler>>;

/**
 * The handlers of one path under `/api/v1` (`/tickets/{id}`). Methods without an operation are 405 with `Allow`;
 * HEAD is GET without its body; OPTIONS says what there is.
 */
export function resource(path: string, operations: Partial<Record<Method, AnyOperation>>): Resource {
  const allowed = METHODS.filter((method) => operations[method]).flatMap((m) =>
    m === "GET" ? [m, "HEAD"] : [m],
  );
  const allow = [...allowed, "OPTIONS"].join(", ");
  const cors = METHODS.some((method) => operations[method]?.cors);

  const handler = (operation: AnyOperation | undefined): Handler =>
    Object.assign(
      async (request: Request) => {
        if (!operation)
          return refuse(request, new AppError("method_not_allowed", `Use ${allow}.`, { extra: { allow } }));
        const params = matchPath(path, request.url);
        return params
          ? perform({ operation, path: `/api/v1${path}`, request, params })
          : refuse(request, new AppError("not_found", "There is nothing here."), operation);
      },
      operation ? { path, operation } : { path },
    );
  const get = handler(operations.GET);

  return {
    GET: get,
    POST: handler(operations.POST),
    PATCH: handler(operations.PATCH),
    PUT: handler(operations.PUT),
    DELETE: handler(operations.DELETE),
    HEAD: Object.assign(async (request: Request) => withoutBody(await get(request)), { path }),
    OPTIONS: Object.assign(async (request: Request) => options({ request, allow, cors }), { path }),
  };
}

function withoutBody(response: Response): Response {
  // A body nobody reads, such as a stream of events, must not go on being made.
  void response.body?.cancel();
  return new Response(null, { status: response.status, headers: response.headers });
}

function options({ request, allow, cors }: { request: Request; allow: string; cors: boolean }): Response {
  const headers = new Headers({ Allow: allow, "X-Request-Id": requestIdOf(request.headers) });
  if (cors) {
    headers.set("Access-Control-Allow-Origin", "*");
    headers.set("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS");
  }
  return new Response(null, { status: 204, headers });
}
