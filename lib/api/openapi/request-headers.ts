import { z } from "zod";

export const requestIdParameter = z
  .string()
  .max(128)
  .optional()
  .meta({
    description: "Your own id of this call: up to 128 letters, digits, `.`, `_`, `:` and `-`",
    param: { id: "RequestId", in: "header", name: "X-Request-Id" },
  });

export const idempotencyParameter = z
  .string()
  .min(1)
  .max(255)
  .optional()
  .meta({
    description:
      "Makes a repeat safe: for 24 hours the same key and body are answered the same bytes, without a second effect",
    example: "b0c7a1de-7d6c-4f0a-8b52-5c8e8c1f5a10",
    param: { id: "IdempotencyKey", in: "header", name: "Idempotency-Key" },
  });
