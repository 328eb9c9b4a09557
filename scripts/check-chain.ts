/**
 * `npm run contracts:check-chain -- --rpc <url> [--event <address>]`: is the code on that chain what this repository's
 * sources compile to? Needs nobody's word but that node's. Compiles the sources, deploys them to an in-memory chain of
 * the same id, and compares what stands there byte by byte. Exits 1 when anything differs or is missing.
 */
import { parseArgs } from "node:util";
import { type Address, BaseError, createPublicClient, type Hex, http, isAddress, keccak256 } from "viem";
import { ticketFactoryBytecode } from "../lib/chain/abi/ticket-factory-bytecode";
import { compileContracts } from "./lib/compiled-contracts";

const SAME = "the same, byte by byte";

const { rpc, event } = parseArgs({ options: { rpc: { type: "string" }, event: { type: "string" } } }).values;
if (!rpc || (event !== undefined && !isAddress(event))) {
  fail("Usage: npm run contracts:check-chain -- --rpc https://rpc.example.org [--event 0x…]");
} else {
  await main(rpc, event).catch((error: unknown) => {
    if (!(error instanceof BaseError)) throw error;
    fail(`${rpc} does not answer: ${error.details || error.shortMessage}`);
  });
}

async function main(url: string, event: Address | undefined): Promise<void> {
  const { read } = await compileContracts();
  if ((await read("TicketFactory")).bytecode !== ticketFactoryBytecode) {
    return fail(
      "The sources compile to other bytes than lib/chain/abi holds: run `npm run contracts:build`.",
    );
  }
  const client = createPublicClient({ transport: http(url) });
  const chainId = await client.getChainId();
  console.log(`Chain ${chainId}, compared with what these sources leave on a chain of that id:`);
  for (const { name, address, code } of await expectedCode(chainId, event)) {
    const verdict = judge(await client.getCode({ address }), code);
    console.log(`${verdict === SAME ? "✓" : "✗"} ${name.padEnd(14)} ${address}  ${verdict}`);
    if (verdict !== SAME) process.exitCode = 1;
  }
}

async function expectedCode(chainId: number, event: Address | undefined) {
  const { eventCode } = await import("../hardhat/ignition/deployed-contracts");
  const { referenceCode } = await import("../hardhat/ignition/reference-chain");
  const contracts = await referenceCode(chainId);
  return event ? [...contracts, { name: "event", address: event, code: eventCode }] : contracts;
}

function judge(found: Hex | undefined, expected: Hex): string {
  if (!found) return "nothing stands there";
  return found === expected ? SAME : `other code, keccak256 ${keccak256(found)}`;
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
