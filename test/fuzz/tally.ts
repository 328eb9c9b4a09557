import type { Answered } from "./check-fuzzed";

/** How often each operation answered what. */
export type Tally = Record<string, Record<string, number>>;

export function count(tally: Tally, { resource, method, response }: Answered): void {
  const operation = method === "HEAD" || method === "OPTIONS" ? undefined : resource?.[method].operation;
  const row = operation?.operationId ?? "(no operation)";
  const status = String(response.status);
  tally[row] = { ...tally[row], [status]: (tally[row]?.[status] ?? 0) + 1 };
}

/** The operations that never succeeded: of these the run has shown little. */
export function unreached(tally: Tally, operationIds: readonly string[]): string[] {
  return operationIds.filter((id) => !Object.keys(tally[id] ?? {}).some((status) => status.startsWith("2")));
}
