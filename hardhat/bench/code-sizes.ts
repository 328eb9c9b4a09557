import { artifacts } from "hardhat";
import { isHex, size } from "viem";

/** EIP-170 and EIP-3860: code of this many bytes or more is not taken by every chain. */
export const RUNTIME_BYTES_MAX = 24_576;
export const INIT_BYTES_MAX = 49_152;

export type CodeSize = { contract: string; runtimeBytes: number; initBytes: number };

/** The sizes of the contracts that are deployed; constructor arguments come on top of the init code. */
export async function readCodeSizes(): Promise<CodeSize[]> {
  return Promise.all(["TicketFactory", "EventTickets", "TicketMarket"].map(readCodeSize));
}

async function readCodeSize(contract: string): Promise<CodeSize> {
  const { bytecode, deployedBytecode } = await artifacts.readArtifact(contract);
  if (!isHex(bytecode) || !isHex(deployedBytecode)) throw new Error(`${contract} has no bytecode`);
  return { contract, runtimeBytes: size(deployedBytecode), initBytes: size(bytecode) };
}
