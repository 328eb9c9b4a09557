import {
  type Address,
  createClient,
  getTypesForEIP712Domain,
  type Hex,
  http,
  isAddressEqual,
  isHex,
  numberToHex,
  parseTransaction,
  recoverTransactionAddress,
  recoverTypedDataAddress,
  serializeTypedData,
  type TransactionSerializableEIP1559,
  type TransactionSerializedEIP1559,
  type TypedDataDefinition,
} from "viem";
import { z } from "zod";
import type { Signer } from "./signer";

/** A signer answers within so long, or the round is tried again. */
const PATIENCE_MS = 10_000;

const isEip1559 = (value: string): value is TransactionSerializedEIP1559 =>
  isHex(value) && value.startsWith("0x02");
const signedBytes = z.string().refine(isEip1559, "not a signed EIP-1559 transaction");

/** Web3Signer and Clef answer with the bytes, geth with an object around them. */
const answerSchema = z.union([signedBytes, z.object({ raw: signedBytes }).transform(({ raw }) => raw)]);

const signatureSchema = z
  .string()
  .refine((value): value is Hex => isHex(value) && value.length === 132, "not a signature of 65 bytes");

/**
 * A signer that keeps its key in another process and signs by `eth_signTransaction` and `eth_signTypedData_v4`. What comes
 * back is checked: it must be what was asked for, signed by that account.
 */
export function remoteSigner(options: { url: string; address: Address }): Signer {
  const { url, address } = options;
  const client = createClient({ transport: http(url, { timeout: PATIENCE_MS, retryCount: 2 }) });
  return {
    address,
    async sign(transaction) {
      const answer: unknown = await client.request({
        method: "eth_signTransaction",
        params: [toRpc(address, transaction)],
      } as never);
      const bytes = answerSchema.parse(answer);
      await requireAsked(bytes, { address, transaction });
      return bytes;
    },
    async signTypedData(typedData) {
      const answer: unknown = await client.request({
        method: "eth_signTypedData_v4",
        params: [address, toJson(typedData)],
      } as never);
      const signature = signatureSchema.parse(answer);
      requireAccount(await recoverTypedDataAddress({ ...typedData, signature }), address);
      return signature;
    },
  };
}

/** The RPC's form names the domain's fields among the types; without them the domain would be left out. */
function toJson(typedData: TypedDataDefinition): string {
  const { domain = {}, types } = typedData;
  const withDomain: TypedDataDefinition = {
    ...typedData,
    types: { EIP712Domain: getTypesForEIP712Domain({ domain }), ...types },
  };
  return serializeTypedData(withDomain);
}

function toRpc(from: Address, transaction: TransactionSerializableEIP1559) {
  const {
    to,
    data,
    chainId,
    nonce = 0,
    gas = 0n,
    value = 0n,
    maxFeePerGas = 0n,
    maxPriorityFeePerGas = 0n,
  } = transaction;
  return {
    from,
    to,
    data: data ?? "0x",
    chainId: numberToHex(chainId),
    nonce: numberToHex(nonce),
    gas: numberToHex(gas),
    value: numberToHex(value),
    maxFeePerGas: numberToHex(maxFeePerGas),
    maxPriorityFeePerGas: numberToHex(maxPriorityFeePerGas),
    type: "0x2",
  };
}

async function requireAsked(
  bytes: TransactionSerializedEIP1559,
  asked: { address: Address; transaction: TransactionSerializableEIP1559 },
): Promise<void> {
  const { address, transaction } = asked;
  const signed = parseTransaction(bytes);
  const isSame =
    signed.chainId === transaction.chainId &&
    (signed.nonce ?? 0) === (transaction.nonce ?? 0) &&
    (signed.value ?? 0n) === (transaction.value ?? 0n) &&
    (signed.data ?? "0x") === (transaction.data ?? "0x") &&
    signed.gas === transaction.gas &&
    signed.maxFeePerGas === transaction.maxFeePerGas &&
    (signed.to ?? null)?.toLowerCase() === (transaction.to ?? null)?.toLowerCase();
  if (!isSame)
    throw new Error(`The remote signer signed another transaction than it was asked to, for ${address}.`);
  const from = await recoverTransactionAddress({ serializedTransaction: bytes });
  requireAccount(from, address);
}

function requireAccount(from: Address, address: Address): void {
  if (!isAddressEqual(from, address))
    throw new Error(`The remote signer signed for ${from} in place of ${address}.`);
}
