import type { Address, Hex, TransactionSerializableEIP1559, TypedDataDefinition } from "viem";
import { privateKeyToAccount } from "viem/accounts";

/** Signs for the server's accounts: with a key in this process, or one that another process keeps. */
export type Signer = {
  address: Address;
  /** @returns the signed, serialised transaction. */
  sign(transaction: TransactionSerializableEIP1559): Promise<Hex>;
  /** @returns the signature of EIP-712 typed data, in 65 bytes. */
  signTypedData(typedData: TypedDataDefinition): Promise<Hex>;
};

/** A signer whose key is in this process. */
export function localSigner(privateKey: Hex): Signer {
  const account = privateKeyToAccount(privateKey);
  return {
    address: account.address,
    sign: (transaction) => account.signTransaction(transaction),
    signTypedData: (typedData) => account.signTypedData(typedData),
  };
}
