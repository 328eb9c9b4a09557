import { z } from "zod";
import type { ZodOpenApiOperationObject, ZodOpenApiResponseObject } from "zod-openapi";
import type { AnyOperation, ResponseSpec } from "@/lib/api/route/operation";
import type { Method } from "@/lib/api/route/resource";
import { errorCodesOf, errorResponses, takesIdempotencyKey } from "./error-responses";
import { named } from "./named";
import { idempotencyParameter, requestIdParameter } from "./request-headers";
import { rateLimitHeaders, replayedHeader, requestIdHeader } from "./response-headers";

/** What the document says about one operation. */
export function operationObject(operation: AnyOperation, method: Method): ZodOpenApiOperationObject {
  const { access, body, bodyExample } = operation;
  const hasKey = takesIdempotencyKey(method);
  const path = objectOf(operation.params);
  const query = objectOf(operation.query);
  return {
    operationId: operation.operationId,
    tags: [operation.tag],
    summary: operation.summary,
    description: access.scope
      ? `${operation.description}\n\nScope: \`${access.scope}\`.`
      : operation.description,
    security: securityOf(operation),
    ...(access.scope ? { "x-required-scope": access.scope } : {}),
    parameters: [...(hasKey ? [idempotencyParameter] : []), requestIdParameter],
    requestParams: { ...(path ? { path } : {}), ...(query ? { query } : {}) },
    ...(body
      ? {
          requestBody: {
            required: !body.safeParse({}).success,
            content: {
              "application/json": {
                schema: named(body, `${operation.operationId}Body`),
                ...(bodyExample === undefined ? {} : { example: bodyExample }),
              },
            },
          },
        }
      : {}),
    responses: {
      ...errorResponses(errorCodesOf(operation, method)),
      ...successes(operation, hasKey),
    },
  };
}

function successes(operation: AnyOperation, hasKey: boolean): Record<string, ZodOpenApiResponseObject> {
  const headers = z.object({
    ...requestIdHeader,
    ...(operation.rate === "unlimited" ? {} : rateLimitHeaders),
    ...(hasKey ? replayedHeader : {}),
  });
  return Object.fromEntries(
    Object.entries(operation.responses).map(([status, spec]) => [
      status,
      { description: spec.description, headers, content: contentOf(spec, `${operation.operationId}Answer`) },
    ]),
  );
}

function contentOf(spec: ResponseSpec, name: string): NonNullable<ZodOpenApiResponseObject["content"]> {
  if ("schema" in spec) return { "application/json": { schema: named(spec.schema, name) } };
  const example = spec.example === undefined ? {} : { example: spec.example };
  if ("text" in spec) return { [spec.text.split(";")[0] ?? spec.text]: { schema: z.string(), ...example } };
  return { [spec.stream]: { schema: z.string(), ...example } };
}

/**
 * Nothing for what is open to all, the session alone for people, otherwise key or session; a holder's proof is in the body. The
 * scope stands in `x-required-scope`: OpenAPI's linters know scopes of OAuth alone.
 */
function securityOf({ access }: AnyOperation): Record<string, string[]>[] {
  if (access.kind === "public") return [];
  if (access.kind === "session") return [{ session: [] }];
  if (access.kind === "open") return [{ openKey: [] }];
  const organiser = [{ apiKey: [] }, { session: [] }];
  return access.kind === "holder" ? [...organiser, {}] : organiser;
}

function objectOf(schema: z.ZodType | undefined): z.ZodObject | undefined {
  if (schema === undefined || schema instanceof z.ZodObject) return schema;
  throw new Error("The parameters of an operation must be a zod object.");
}
