import assert from "node:assert/strict";
import {
  BaseError,
  type ContractErrorArgs,
  type ContractErrorName,
  ContractFunctionRevertedError,
} from "viem";
import type { eventTicketsAbi } from "../../lib/chain/abi/event-tickets";
import type { ticketFactoryAbi } from "../../lib/chain/abi/ticket-factory";

type TicketErrors = typeof eventTicketsAbi;
type FactoryErrors = typeof ticketFactoryAbi;
type ErrorName = ContractErrorName<TicketErrors> | ContractErrorName<FactoryErrors>;
type ErrorArgs<Name extends ErrorName> =
  Name extends ContractErrorName<TicketErrors>
    ? ContractErrorArgs<TicketErrors, Name>
    : Name extends ContractErrorName<FactoryErrors>
      ? ContractErrorArgs<FactoryErrors, Name>
      : never;

/** Resolves when the call reverts with exactly this custom error and these values. */
export async function assertReverts<Name extends ErrorName>(
  call: Promise<unknown>,
  name: Name,
  args: ErrorArgs<Name>,
): Promise<void> {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  assert.ok(error !== null, `expected a revert with ${name}, but the call went through`);
  const cause =
    error instanceof BaseError ? error.walk((e) => e instanceof ContractFunctionRevertedError) : null;
  if (!(cause instanceof ContractFunctionRevertedError)) throw error;
  assert.deepEqual({ name: cause.data?.errorName, args: cause.data?.args ?? [] }, { name, args });
}
