import { AppError } from "@/lib/errors";

/** 5,000 full items fit. */
export const BODY_BYTES_MAX = 8 * 1024 * 1024;

/** Bytes of a request, or that there are more of them than anyone reads. */
export type RequestBody = Uint8Array | "too_large";

/** Reads the body up to the limit: a longer one is given up as soon as that is known, and never held. */
export async function readBody(request: Request, bytesMax = BODY_BYTES_MAX): Promise<RequestBody> {
  if (Number(request.headers.get("content-length") ?? 0) > bytesMax) return "too_large";
  if (!request.body) return new Uint8Array();

  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.byteLength;
    if (size > bytesMax) {
      await reader.cancel();
      return "too_large";
    }
    chunks.push(next.value);
  }
  return Buffer.concat(chunks, size);
}

/**
 * The JSON value of a body; undefined for an empty one.
 * @throws {AppError} `body_too_large`, `unsupported_media_type` or `malformed_json`, in this order.
 */
export function parseJson(body: RequestBody, contentType: string | null): unknown {
  if (body === "too_large") {
    throw new AppError("body_too_large", `Send at most ${BODY_BYTES_MAX / 1024 / 1024} MB in one call.`);
  }
  if (body.byteLength === 0 && (contentType === null || isJson(contentType))) return undefined;
  if (!isJson(contentType)) {
    throw new AppError("unsupported_media_type", "Send the body as application/json.");
  }
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch (cause) {
    throw new AppError("malformed_json", "The body can't be read as JSON in UTF-8.", { cause });
  }
}

function isJson(contentType: string | null): boolean {
  const [type = "", ...parameters] = (contentType ?? "").toLowerCase().split(";");
  const charset = parameters.find((parameter) => parameter.trim().startsWith("charset="));
  return type.trim() === "application/json" && (!charset || /=\s*"?utf-?8"?\s*$/.test(charset));
}
