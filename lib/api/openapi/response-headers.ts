import { z } from "zod";

export const requestIdHeader = {
  "X-Request-Id": z.string().meta({
    description: "Yours, if it was short and plain, otherwise a new one",
    header: { id: "X-Request-Id" },
  }),
};

export const rateLimitHeaders = {
  "RateLimit-Policy": z.string().meta({
    description: 'Requests a minute: `"default";q=600;w=60`',
    header: { id: "RateLimit-Policy" },
  }),
  RateLimit: z.string().meta({
    description: 'Requests left, and seconds until there is one more: `"default";r=599;t=0`',
    header: { id: "RateLimit" },
  }),
};

export const retryHeader = {
  "Retry-After": z.string().meta({ description: "Seconds to wait", header: { id: "Retry-After" } }),
};

export const replayedHeader = {
  "Idempotency-Replayed": z
    .literal("true")
    .optional()
    .meta({
      description: "There when the answer is the one kept from the first call",
      header: { id: "Idempotency-Replayed" },
    }),
};
