import type { AppError } from "@/lib/errors";
import type { AnyReply } from "./route/operation";
import { reply } from "./route/reply";

/** What OPEN's Ticket Engine answers where we would with a problem document; null where it has no words of its own. */
export function openRefusal(error: AppError): AnyReply | null {
  switch (error.code) {
    case "unauthenticated":
    case "forbidden":
      return reply(403, { message: "Forbidden" });
    case "not_found":
      return reply(404, { message: "Not Found" });
    case "malformed_json":
    case "unsupported_media_type":
    case "validation_failed":
    case "idempotency_key_reused": {
      const [first] = error.errors;
      const message = first ? [first.path || "The body", first.message].join(" ") : error.message;
      return reply(400, { status: "error", error: "invalid_request", message });
    }
    default:
      return null;
  }
}
