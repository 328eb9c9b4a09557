import { HttpRequestError, RpcRequestError, TimeoutError } from "viem";

type Body = NonNullable<HttpRequestError["body"]>;

/** The same error naming only the node's origin: the rest of a URL may be a key, and errors end up in logs. */
export function hideUrl(error: unknown, { url, body }: { url: string; body: Body }): unknown {
  const { origin } = new URL(url);
  if (error instanceof RpcRequestError) {
    const { code, data, details, headers, status } = error;
    return new RpcRequestError({
      body,
      error: { code, message: details, ...(data !== undefined && { data }) },
      headers,
      status,
      url: origin,
    });
  }
  if (error instanceof HttpRequestError) {
    const { cause, details, headers, status } = error;
    return new HttpRequestError({
      body,
      ...(cause instanceof Error ? { cause } : { details }),
      headers,
      status,
      url: origin,
    });
  }
  return error instanceof TimeoutError ? new TimeoutError({ body, url: origin }) : error;
}
