import type { ReferenceOperation } from "./reference-of";

/** A call to try the operation with in a shell. */
export function curlOf(operation: ReferenceOperation, appUrl: string): string {
  const { method, path, pathExamples, caller, bodyExample } = operation;
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => pathExamples[name] ?? name);
  const isWrite = method !== "GET" && caller.kind !== "public";
  const body =
    bodyExample === undefined ? null : JSON.stringify(bodyExample, null, 2).replaceAll("'", "'\\''");
  const options = [
    method === "GET" ? "" : `-X ${method}`,
    caller.kind === "public" ? "" : '-H "Authorization: Bearer $TICKETCHAIN_KEY"',
    isWrite ? '-H "Idempotency-Key: $(uuidgen)"' : "",
    body === null ? "" : `-H "Content-Type: application/json" -d '${body}'`,
    path.endsWith("/events") && path.startsWith("/batches") ? "--no-buffer" : "",
  ].filter(Boolean);
  return [`curl "${appUrl}/api/v1${filled}"`, ...options].join(" \\\n  ");
}
