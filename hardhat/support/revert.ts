import assert from "node:assert/strict";
import {
  type AbiParameter,
  type AbiParameterToPrimitiveType,
  BaseError,
  ContractFunctionRevertedError,
  decodeErrorResult,
  type Hex,
  isHex,
  parseAbi,
} from "viem";
import { eventTicketsAbi } from "../../lib/chain/abi/event-tickets";
import { ticketFactoryAbi } from "../../lib/chain/abi/ticket-factory";
import { ticketMarketAbi } from "../../lib/chain/abi/ticket-market";
import { smartWalletAbi, testTokenAbi } from "./mocks";

/** What the compiler's own checks say, such as 0x11: a number has run over. */
const panicAbi = parseAbi(["error Panic(uint256 code)"]);

const abis = [
  ...eventTicketsAbi,
  ...ticketFactoryAbi,
  ...ticketMarketAbi,
  ...testTokenAbi,
  ...smartWalletAbi,
  ...panicAbi,
] as const;

type ErrorItem = Extract<(typeof abis)[number], { type: "error" }>;
type Values<Inputs extends readonly AbiParameter[]> = {
  readonly [K in keyof Inputs]: AbiParameterToPrimitiveType<Inputs[K]>;
};
export type ErrorName = ErrorItem["name"];
export type ErrorArgs<Name extends ErrorName> = Values<Extract<ErrorItem, { name: Name }>["inputs"]>;

const errors = abis.filter((item) => item.type === "error");

/** The custom error in a revert's data, whichever of our contracts, or token, it comes from. */
export function decodeRevert(data: Hex): { name: string; args: readonly unknown[] } {
  const { errorName, args } = decodeErrorResult({ abi: errors, data });
  return { name: errorName, args: args ?? [] };
}

/** The data that a call reverted with; throws what isn't a revert. */
async function revertOf(call: Promise<unknown>, expected: string): Promise<Hex> {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  assert.ok(error !== null, `expected a revert with ${expected}, but the call went through`);
  const data = revertDataOf(error);
  if (data === undefined) throw error;
  return data;
}

/** viem keeps the data of an error that the called contract's ABI lacks, such as a receiver's, as the chain gave it. */
function revertDataOf(error: unknown): Hex | undefined {
  if (!(error instanceof BaseError)) return undefined;
  const reverted = error.walk((e) => e instanceof ContractFunctionRevertedError);
  if (reverted instanceof ContractFunctionRevertedError) return reverted.raw ?? "0x";
  return dataIn(error.walk((e) => dataIn(e) !== undefined));
}

/** The hex data of a provider's error, which is in `data`, or in a further `data` in it. */
function dataIn(error: unknown): Hex | undefined {
  if (typeof error !== "object" || error === null || !("data" in error)) return undefined;
  return isHex(error.data) ? error.data : dataIn(error.data);
}

/** Resolves when the call reverts with exactly this custom error and these values. */
export async function assertReverts<Name extends ErrorName>(
  call: Promise<unknown>,
  name: Name,
  args: ErrorArgs<Name>,
): Promise<void> {
  await assertRevertsWith(call, { name, args });
}

/** The same, for a table of errors whose values the compiler can't match with their names. */
export async function assertRevertsWith(
  call: Promise<unknown>,
  expected: { name: ErrorName; args: readonly unknown[] },
): Promise<void> {
  const data = await revertOf(call, expected.name);
  assert.notEqual(data, "0x", `expected a revert with ${expected.name}, but it gave no reason`);
  assert.deepEqual(decodeRevert(data), expected);
}

/** Resolves when the call reverts without a word, as a call with broken calldata does. */
export async function assertRevertsBare(call: Promise<unknown>): Promise<void> {
  assert.equal(await revertOf(call, "no reason"), "0x");
}
