import type { scans } from "@/lib/db/schema/tickets";
import type { FirstCheckIn, ScanOutput } from "./schema";

export type ScanRow = typeof scans.$inferSelect;

/** A scan as its organiser sees it. */
export function projectScan(scan: ScanRow): ScanOutput {
  return {
    id: scan.id,
    ticketId: scan.ticketId,
    type: scan.type,
    result: scan.result,
    ...(scan.code === null ? {} : { code: scan.code }),
    at: scan.at.toISOString(),
    receivedAt: scan.receivedAt.toISOString(),
    gate: scan.gate,
    deviceId: scan.deviceId,
    nonce: scan.nonce,
    by: scan.by,
    undoneAt: scan.undoneAt?.toISOString() ?? null,
  };
}

/** The admission that a later one is refused for: when, where and by whom. */
export function projectFirstCheckIn(scan: ScanRow): FirstCheckIn {
  return { at: scan.at.toISOString(), gate: scan.gate, by: scan.by, scanId: scan.id };
}
