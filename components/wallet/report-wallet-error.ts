import { toast } from "sonner";
import { BaseError, UserRejectedRequestError } from "viem";

/** Tells the person what went wrong. Declining in the wallet is a choice, not an error. */
export function reportWalletError(error: unknown): void {
  if (error instanceof BaseError) {
    if (error.walk((cause) => cause instanceof UserRejectedRequestError)) return;
    show(error.shortMessage);
    return;
  }
  show(error instanceof Error ? error.message : "That did not work. Please try again.");
}

/** The same message twice is one toast. */
function show(message: string): void {
  toast.error(message, { id: message });
}
