import {
  AbiDecodingDataSizeTooSmallError,
  type Address,
  BaseError,
  ContractFunctionRevertedError,
  ContractFunctionZeroDataError,
  type Hex,
  hashTypedData,
  isAddressEqual,
  parseAbi,
  recoverAddress,
  type TypedDataDefinition,
} from "viem";
import type { Chain } from "./chain";

const erc1271Abi = parseAbi([
  "function isValidSignature(bytes32 hash, bytes signature) view returns (bytes4)",
]);
const ERC1271_VALID = "0x1626ba7e";

/** Half of the curve's order: a signature with a higher `s` has a twin below, and contracts refuse it. */
const S_MAX = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n;

/** r, s and v of a signature of 65 bytes. */
const KEY_SIGNATURE = /^0x[0-9a-fA-F]{64}([0-9a-fA-F]{64})(1b|1c)$/i;

type SignedData = { address: Address; typedData: TypedDataDefinition; signature: Hex };

/**
 * Whether the contracts take this as the account's signature: by its key, or as a contract wallet by ERC-1271. It is as strict as
 * they are (`Signatures.isValid`): what passes here passes there.
 * @throws RPC errors.
 */
export async function isSignedBy({ client }: Pick<Chain, "client">, signed: SignedData): Promise<boolean> {
  const { address, signature } = signed;
  const hash = hashTypedData(signed.typedData);
  if (await isByKey({ address, hash, signature })) return true;
  try {
    const answer = await client.readContract({
      abi: erc1271Abi,
      address,
      functionName: "isValidSignature",
      args: [hash, signature],
    });
    return answer === ERC1271_VALID;
  } catch (error) {
    if (error instanceof BaseError && error.walk(isRefusal)) return false;
    throw error;
  }
}

async function isByKey(signed: { address: Address; hash: Hex; signature: Hex }): Promise<boolean> {
  const { address, hash, signature } = signed;
  const s = KEY_SIGNATURE.exec(signature)?.[1];
  if (!s || BigInt(`0x${s}`) > S_MAX) return false;
  try {
    return isAddressEqual(await recoverAddress({ hash, signature }), address);
  } catch {
    return false; // No point of the curve.
  }
}

/** The account has no code, or its code doesn't know or refuses the signature, or answers what is no answer. */
const isRefusal = (cause: unknown) =>
  cause instanceof ContractFunctionRevertedError ||
  cause instanceof ContractFunctionZeroDataError ||
  cause instanceof AbiDecodingDataSizeTooSmallError;
