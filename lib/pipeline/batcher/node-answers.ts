import { BaseError, InsufficientFundsError } from "viem";

/** What nodes say of a transaction that they have already, or of one whose nonce or place is taken by another of ours. */
const ALREADY_THERE =
  /already known|already imported|known transaction|nonce too low|replacement transaction underpriced/i;

const OUT_OF_FUNDS = /insufficient funds|insufficient balance/i;

/** Whether a node refused a transaction because it, or another of its nonce, has reached it before. */
export function isAlreadyThere(error: unknown): boolean {
  return error instanceof BaseError && ALREADY_THERE.test(`${error.message} ${error.details}`);
}

/** Whether a node refused because the sender can't pay for it. */
export function isOutOfFunds(error: unknown): boolean {
  if (!(error instanceof BaseError)) return false;
  const cause = error.walk((inner) => inner instanceof InsufficientFundsError);
  return cause !== null || OUT_OF_FUNDS.test(`${error.message} ${error.details}`);
}
