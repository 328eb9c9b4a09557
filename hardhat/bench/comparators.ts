import assert from "node:assert/strict";
import { network } from "hardhat";
import { type Address, getAddress, getContract, type Hex, parseAbi, parseEventLogs } from "viem";
import { createMeter } from "./meter";
import { eventSalt } from "./random";
import type { EventContract, Measurement, Move, Order, Subject } from "./subject";
import { measureWork } from "./workloads";

/** What contracts/IPlainTickets.sol and contracts/PlainFactory.sol offer. */
const ticketsAbi = parseAbi([
  "struct Order { address to; uint256 quantity; }",
  "struct Move { uint256 tokenId; address to; }",
  "function mint(Order[] orders)",
  "function checkIn(uint256[] tokenIds)",
  "function checkInPacked(uint256[] tokenIds)",
  "function undoCheckIn(uint256[] tokenIds)",
  "function invalidate(uint256[] tokenIds)",
  "function move(Move[] moves)",
  "function transferFrom(address from, address to, uint256 tokenId)",
]);
const factoryAbi = parseAbi([
  "function createEvent(address implementation, address owner, bytes32 salt, string name, uint48 supply)",
  "event EventCreated(address indexed eventContract, address indexed owner, address indexed creator)",
]);

type Library = { name: string; contract: string; factory: string; firstId: bigint; packed: boolean };

const LIBRARIES = [
  {
    name: "openzeppelin",
    contract: "OpenZeppelinTickets",
    factory: "OpenZeppelinFactory",
    firstId: 1n,
    packed: false,
  },
  { name: "erc721a", contract: "Erc721aTickets", factory: "OpenZeppelinFactory", firstId: 0n, packed: true },
  { name: "solady", contract: "SoladyTickets", factory: "SoladyFactory", firstId: 1n, packed: true },
] as const satisfies readonly Library[];

export type LibraryName = (typeof LIBRARIES)[number]["name"];

/** An in-memory chain, with what it takes to send transactions to the comparators. */
async function createChain() {
  const { viem } = await network.create();
  const client = await viem.getPublicClient();
  const [operator, owner, holder] = await viem.getWalletClients();
  assert.ok(operator && owner && holder);
  return {
    viem,
    client,
    operator,
    owner: getAddress(owner.account.address),
    holder: getAddress(holder.account.address),
  };
}
type Chain = Awaited<ReturnType<typeof createChain>>;

/** Measures the shared work on each library, one after the other, on a chain of its own. */
export async function measureComparators(): Promise<Map<LibraryName, Measurement[]>> {
  const chain = await createChain();
  const measured = new Map<LibraryName, Measurement[]>();
  for (const library of LIBRARIES) {
    const subject = await subjectOf(library, chain);
    measured.set(library.name, await measureWork(subject, chain.holder, createMeter(chain.client)));
  }
  return measured;
}

async function subjectOf(library: Library, chain: Chain): Promise<Subject> {
  const { viem, client, operator, owner } = chain;
  const { address: implementation } = await viem.deployContract(library.contract);
  const { address } = await viem.deployContract(library.factory);
  const factory = getContract({ address, abi: factoryAbi, client: { public: client, wallet: operator } });

  let events = 0;
  const createEvent = async () => {
    const salt = eventSalt(++events);
    const transaction = await factory.write.createEvent([
      implementation,
      owner,
      salt,
      "Night of the Proms",
      1_000,
    ]);
    const { logs } = await client.waitForTransactionReceipt({ hash: transaction });
    const [created] = parseEventLogs({ abi: factoryAbi, eventName: "EventCreated", logs });
    assert.ok(created);
    return { transaction, event: eventAt(created.args.eventContract, library, chain) };
  };
  return { createEvent };
}

function eventAt(address: Address, { firstId, packed }: Library, chain: Chain): EventContract {
  const { write } = getContract({
    address,
    abi: ticketsAbi,
    client: { public: chain.client, wallet: chain.operator },
  });
  const move = (moves: readonly Move[]): Promise<Hex> => write.move([moves]);
  return {
    idOf: (index) => firstId + BigInt(index),
    // Custody is the contract's own address, as it is for ours.
    mint: (orders: readonly Order[]) =>
      write.mint([orders.map(({ to, quantity }) => ({ to: to ?? address, quantity: BigInt(quantity) }))]),
    checkIn: (tokenIds) => write.checkIn([tokenIds]),
    checkInPacked: packed ? (tokenIds) => write.checkInPacked([tokenIds]) : null,
    undoCheckIn: (tokenIds) => write.undoCheckIn([tokenIds]),
    invalidate: (tokenIds) => write.invalidate([tokenIds]),
    claim: move,
    resell: move,
    transfer: (from, { tokenId, to }) => write.transferFrom([from, to, tokenId], { account: from }),
  };
}
