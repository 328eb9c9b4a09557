import type { Address } from "viem";
import type { FieldError } from "@/lib/errors";
import { requireFields } from "@/lib/services/invalid-fields";
import type { Standing } from "./standing";

/** What is wrong with whom a ticket is to go to: a wallet, which custody is not, and not the one that has it. */
export function checkReceiver({ event, holder }: Standing, to: Address | null): FieldError[] {
  if (to === null) return [];
  if (to === event.contractAddress)
    return [{ path: "to", message: "is the event's own contract: name a wallet" }];
  return to === holder ? [{ path: "to", message: "holds the ticket already" }] : [];
}

/** @throws {AppError} `validation_failed` on `to`. */
export function requireReceiver(standing: Standing, to: Address): void {
  requireFields(checkReceiver(standing, to));
}
