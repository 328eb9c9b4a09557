import { z } from "zod";
import type { ZodOpenApiResponseObject } from "zod-openapi";
import type { AnyOperation } from "@/lib/api/route/operation";
import { PROBLEM_TYPE } from "@/lib/api/route/problem";
import type { Method } from "@/lib/api/route/resource";
import { ERRORS, type ErrorCode } from "@/lib/errors";
import { problemSchema } from "./problem-schema";
import { rateLimitHeaders, requestIdHeader, retryHeader } from "./response-headers";

/** Every code an operation may answer: its own, and those that follow from how it is called. */
export function errorCodesOf(operation: AnyOperation, method: Method): ErrorCode[] {
  const { access, body, query, rate, errors = [] } = operation;
  if (access.kind === "open")
    return ["rate_limited", ...(body ? (["body_too_large"] as const) : []), "internal_error", ...errors];
  const codes: ErrorCode[] = [...errors, "internal_error"];
  if (access.kind !== "public") codes.push("unauthenticated");
  if (access.scope) codes.push("forbidden");
  if (rate !== "unlimited") codes.push("rate_limited");
  if (query || body) codes.push("validation_failed");
  if (body) codes.push("malformed_json", "body_too_large", "unsupported_media_type");
  if (takesIdempotencyKey(method)) {
    codes.push("idempotency_in_flight", "idempotency_key_reused", "validation_failed");
  }
  return [...new Set(codes)];
}

/** Whether a repeated call is known by its `Idempotency-Key`. */
export function takesIdempotencyKey(method: Method): boolean {
  return method !== "GET" && method !== "PUT";
}

/** The responses of these codes, by status, each with an example. */
export function errorResponses(codes: readonly ErrorCode[]): Record<string, ZodOpenApiResponseObject> {
  const byStatus = Object.groupBy(codes, (code) => ERRORS[code].status);
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, group = []]) => [status, errorResponse(status, group)]),
  );
}

function errorResponse(status: string, codes: readonly ErrorCode[]): ZodOpenApiResponseObject {
  const mayRetry = ["429", "503"].includes(status) || codes.includes("idempotency_in_flight");
  return {
    description: codes.map((code) => `\`${code}\`: ${ERRORS[code].title}`).join(". "),
    headers: z.object({
      ...requestIdHeader,
      ...(status === "429" ? rateLimitHeaders : {}),
      ...(mayRetry ? retryHeader : {}),
    }),
    content: {
      [PROBLEM_TYPE]: {
        schema: problemSchema,
        examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
      },
    },
  };
}
