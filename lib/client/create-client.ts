import createOpenApiClient from "openapi-fetch";
import type { Call, Init, ListPath, Method, Row } from "./calls";
import { errorOf } from "./error-of";
import { type Batch, followBatch } from "./follow-batch";
import { type Page, pages } from "./pages";
import { type RetryOptions, retryingFetch } from "./retrying-fetch";
import type { paths } from "./schema";
import { type Action, waitForAction } from "./wait-for-action";

export type ClientOptions = Partial<RetryOptions> & {
  /** Where the server is: `https://tickets.example.org`. */
  baseUrl: string;
  /** `tc_…`; only what is open to all goes without. */
  apiKey?: string;
  /** In place of the global one. */
  fetch?: typeof fetch;
};

export type TicketChainClient = ReturnType<typeof createClient>;

/**
 * A client of the API. Calls answer what the API answers, typed; whatever else happens is thrown as a
 * `TicketChainError`. Calls are sent again when the network fails or the server is busy or away, each with one effect.
 */
export function createClient(options: ClientOptions) {
  const { apiKey, patienceMs = 60_000, timeoutMs = 60_000, onRetry = () => {} } = options;
  const baseUrl = `${options.baseUrl.replace(/\/+$/, "").replace(/\/api\/v1$/, "")}/api/v1`;
  const send: typeof fetch = options.fetch ?? ((input, init) => fetch(input, init));
  const headers: Record<string, string> = apiKey ? { Authorization: `Bearer ${apiKey}` } : {};
  const retry = { patienceMs, timeoutMs, onRetry };
  const client = createOpenApiClient<paths>({
    baseUrl,
    headers,
    fetch: retryingFetch(send, apiKey !== undefined, retry),
  });
  client.use({
    onResponse: async ({ request, response, schemaPath }) => {
      if (!response.ok) throw await errorOf(`${request.method} ${schemaPath}`, response);
    },
  });

  // Types of paths and answers stand in `Call`; in here any path may come.
  const request = client.request as (
    method: Method,
    path: string,
    init?: object,
  ) => Promise<{ data?: unknown }>;
  const calling = <M extends Method>(method: M) =>
    (async (path: string, init?: object) => (await request(method, path, init)).data) as Call<M>;
  const get = calling("get");

  return {
    get,
    post: calling("post"),
    patch: calling("patch"),
    delete: calling("delete"),

    /** A list page by page: `for await (const rows of api.pages("/tickets", …))`. */
    pages: <P extends ListPath>(path: P, init?: Init<P, "get">) =>
      pages<Row<P>>((cursor) => readPage(path, init, cursor)),

    /** A list row by row. */
    async *rows<P extends ListPath>(path: P, init?: Init<P, "get">): AsyncGenerator<Row<P>> {
      for await (const page of pages<Row<P>>((cursor) => readPage(path, init, cursor))) yield* page;
    },

    /**
     * Follows a batch until nothing is left to do, by server-sent events, or by asking where they don't come through.
     * @returns the batch as it then is: look at `failed`.
     */
    followBatch: (id: string, following: Following = {}): Promise<Batch> =>
      followBatch({
        ...following,
        open: (signal) =>
          send(`${baseUrl}/batches/${encodeURIComponent(id)}/events`, {
            headers: { ...headers, Accept: "text/event-stream" },
            signal,
          }),
        read: (init) => get("/batches/{id}", { params: { path: { id } }, ...init }),
      }),

    /**
     * Waits until the chain has an action.
     * @throws {ActionFailed} when it never will.
     */
    waitForAction: (id: string, waiting: Waiting = {}): Promise<Action> =>
      waitForAction({
        ...waiting,
        read: (init) => get("/actions/{id}", { params: { path: { id } }, ...init }),
      }),
  };

  async function readPage<P extends ListPath>(
    path: P,
    init: Init<P, "get"> | undefined,
    cursor: string | null,
  ) {
    const given: { params?: { query?: object } } = init ?? {};
    const query = { ...given.params?.query, ...(cursor === null ? {} : { cursor }) };
    const { data } = await request("get", path, { ...given, params: { ...given.params, query } });
    return data as Page<Row<P>>;
  }
}

type Following = { onProgress?: (batch: Batch) => void; signal?: AbortSignal };
type Waiting = { until?: "confirmed" | "final"; signal?: AbortSignal };
