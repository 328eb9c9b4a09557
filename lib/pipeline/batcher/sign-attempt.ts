import { type Address, type Hex, keccak256 } from "viem";
import type { Transaction } from "@/lib/db/database";
import { attempts } from "@/lib/db/schema/pipeline";
import type { Lane } from "../context";
import type { Fees } from "./fees";

export type AttemptCall = { nonce: number; to: Address; data: Hex; gas: bigint };

/** Gas of a transaction that does nothing. */
export const EMPTY_CALL_GAS = 21_000n;

/** What uses up a nonce and does nothing: nothing sent to oneself. */
export function emptyCall({ signer }: Lane, nonce: number): AttemptCall {
  return { nonce, to: signer.address, data: "0x", gas: EMPTY_CALL_GAS };
}

export async function signAttempt(
  { chain, signer }: Lane,
  call: AttemptCall,
  fees: Fees,
): Promise<{ hash: Hex; signedBytes: Hex }> {
  const { chainId } = chain;
  const signedBytes = await signer.sign({ type: "eip1559", chainId, ...call, ...fees });
  return { hash: keccak256(signedBytes), signedBytes };
}

type StoredAttempt = { transactionId: string; hash: Hex; signedBytes: Hex; fees: Fees; isCancel: boolean };

/** Bytes are stored before they are broadcast, whatever they are for. */
export async function storeAttempt(tx: Transaction, { chain }: Lane, attempt: StoredAttempt): Promise<void> {
  const { fees, ...rest } = attempt;
  await tx.insert(attempts).values({ chainId: chain.chainId, ...rest, ...fees });
}
