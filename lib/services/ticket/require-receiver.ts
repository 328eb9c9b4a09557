import type { Address } from "viem";
import { invalidFields } from "@/lib/services/invalid-fields";
import type { Standing } from "./standing";

/**
 * Who a ticket can go to: a wallet, which custody is not, and not the one that has it.
 * @throws {AppError} `validation_failed` on `to`.
 */
export function requireReceiver({ event, holder }: Standing, to: Address | null): void {
  if (to === null) return;
  const problem = to === event.contractAddress ? "is the event's own contract: name a wallet" : null;
  const message = problem ?? (to === holder ? "holds the ticket already" : null);
  if (message) throw invalidFields([{ path: "to", message }]);
}
