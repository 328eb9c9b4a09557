import type { z } from "zod";
import { ApiProblem } from "./api-problem";
import { newKey } from "./new-key";

export type ApiRequest<Answer extends z.ZodType> = {
  method?: "GET" | "POST" | "PATCH" | "DELETE";
  body?: unknown;
  /** What the caller needs of the answer: name those members only, and only they can break. */
  answer: Answer;
  /** For writes; a fresh one unless given. See `useApiWrite`, which keeps it across attempts. */
  idempotencyKey?: string;
  signal?: AbortSignal;
};

/**
 * Calls `/api/v1` as the signed-in person (the session's cookie goes along by itself).
 * @param path below `/api/v1`, such as `/events`.
 * @throws {ApiProblem} for every refusal, and when there is no answer at all.
 */
export async function apiFetch<Answer extends z.ZodType>(
  path: `/${string}`,
  request: ApiRequest<Answer>,
): Promise<z.output<Answer>> {
  const response = await send(path, request);
  if (!response.ok) throw await ApiProblem.fromResponse(response);
  return request.answer.parse(await response.json());
}

async function send(path: string, request: ApiRequest<z.ZodType>): Promise<Response> {
  const { method = "GET", body, signal } = request;
  const headers: Record<string, string> = { Accept: "application/json" };
  if (method !== "GET") headers["Idempotency-Key"] = request.idempotencyKey ?? newKey();
  if (body !== undefined) headers["Content-Type"] = "application/json";
  try {
    return await fetch(`/api/v1${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw ApiProblem.fromNetwork(cause);
  }
}
