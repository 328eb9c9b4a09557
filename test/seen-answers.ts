import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { errorCodesOf } from "@/lib/api/openapi/error-responses";
import type { PlacedOperation } from "@/lib/api/openapi/operations-of";
import { ERRORS } from "@/lib/errors";

/* For `npm run test:answers`, which tells what the document declares and no test has seen. Otherwise they do nothing. */

const folder = process.env.SEEN_ANSWERS;
const seen = new Set<string>();

/** Keeps that an operation gave an answer of this status, and of this code where it refused. */
export function sawAnswer(operationId: string, status: number, body: unknown): void {
  if (!folder) return;
  const code = typeof body === "object" && body !== null && "code" in body ? ` ${body.code}` : "";
  const line = `${operationId} ${status}${status < 300 ? "" : code}`;
  if (seen.has(line)) return;
  seen.add(line);
  mkdirSync(folder, { recursive: true });
  appendFileSync(join(folder, `seen-${process.pid}.txt`), `${line}\n`);
}

/** Keeps what these operations may answer. */
export function declareAnswers(operations: readonly PlacedOperation[]): void {
  if (!folder) return;
  const lines = operations.flatMap(({ operation, method }) => [
    ...Object.keys(operation.responses).map((status) => `${operation.operationId} ${status}`),
    ...errorCodesOf(operation, method).map(
      (code) => `${operation.operationId} ${ERRORS[code].status} ${code}`,
    ),
  ]);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "declared.txt"), lines.join("\n"));
}
