import type { Address, Hex, TransactionSerializableEIP1559 } from "viem";
import { privateKeyToAccount } from "viem/accounts";

/** Signs the server's transactions: with a key in this process, or one that another process keeps. */
export type Signer = {
  address: Address;
  /** @returns the signed, serialised transaction. */
  sign(transaction: TransactionSerializableEIP1559): Promise<Hex>;
};

/** A signer whose key is in this process. */
export function localSigner(privateKey: Hex): Signer {
  const account = privateKeyToAccount(privateKey);
  return {
    address: account.address,
    sign: (transaction) => account.signTransaction(transaction),
  };
}
