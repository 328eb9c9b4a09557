import { type Address, createWalletClient, encodeFunctionData, http } from "viem";
import type { PrivateKeyAccount } from "viem/accounts";
import { setRuntime } from "@/lib/runtime/runtime";
import { testTokenAbi } from "./abi/test-token";
import { testTokenBytecode } from "./abi/test-token-bytecode";
import { ALICE, contractCallers } from "./contract-callers";
import type { TestRuntime } from "./test-runtime";

/** An ERC-20 with six decimals on the test's chain, configured as TEUR from now on. @returns its address. */
export async function aToken(runtime: TestRuntime): Promise<Address> {
  const { chain } = runtime;
  const wallet = createWalletClient({ account: ALICE, transport: http(chain.rpcUrl) });
  const hash = await wallet.deployContract({ chain: null, abi: testTokenAbi, bytecode: testTokenBytecode });
  const { contractAddress } = await chain.client.waitForTransactionReceipt({ hash, pollingInterval: 20 });
  if (!contractAddress) throw new Error("The token was not deployed.");
  const tokens = [{ symbol: "TEUR", decimals: 6, address: contractAddress }];
  setRuntime({ ...runtime, chain: { ...chain, tokens } });
  return contractAddress;
}

/** Gives somebody some of a token, in its smallest unit. */
export async function giveToken(
  { chain }: TestRuntime,
  token: Address,
  { to, amount }: { to: PrivateKeyAccount; amount: bigint },
): Promise<void> {
  const data = encodeFunctionData({ abi: testTokenAbi, functionName: "mint", args: [to.address, amount] });
  await contractCallers(chain).send(to, { to: token, data });
}
