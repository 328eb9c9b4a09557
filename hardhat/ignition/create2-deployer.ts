import type { Address, Hex } from "viem";

/**
 * The transaction that puts the CREATE2 deployer (github.com/Arachnid/deterministic-deployment-proxy) in its place.
 * Its signature was made up, so nobody has the key, and the same bytes do the same on every chain that takes
 * transactions without a chain id. The deployer's address follows from them.
 */
export const CREATE2_DEPLOYER_TRANSACTION: Hex =
  "0xf8a58085174876e800830186a08080b853604580600e600039806000f350fe7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe03601600081602082378035828234f58015156039578182fd5b8082525050506014600cf31ba02222222222222222222222222222222222222222222222222222222222222222a02222222222222222222222222222222222222222222222222222222222222222";

/** Whose transaction that is, and who pays for it: 100 000 gas at 100 gwei, 0.01 of the chain's coin. */
export const CREATE2_DEPLOYER_SENDER: Address = "0x3fAB184622Dc19b6109349B94811493BF2a45362";
