import assert from "node:assert/strict";
import { network } from "hardhat";
import {
  type Address,
  concat,
  getAddress,
  getContract,
  type Hex,
  numberToHex,
  parseEventLogs,
  zeroAddress,
} from "viem";
import { eventTicketsAbi } from "../../lib/chain/abi/event-tickets";
import { ticketFactoryAbi } from "../../lib/chain/abi/ticket-factory";
import { ticketMarketAbi } from "../../lib/chain/abi/ticket-market";
import { oddTokenAbi, smartWalletAbi, testTokenAbi } from "./mocks";

export const policies = { locked: 0, marketOnly: 1, open: 2 } as const;
export const statuses = { valid: 0, checkedIn: 1, invalidated: 2 } as const;
export const stages = { open: 0, paused: 1, cancelled: 2, settled: 3 } as const;
export const DAY = 86_400;

/** Times of every event that `createEvent` makes: it ends a week after the chain starts, resale closes a day before. */
export const START = 1_900_000_000;
export const RESALE_CLOSES_AT = START + 6 * DAY;
export const ENDS_AT = START + 7 * DAY;
export const SOUVENIR_AT = ENDS_AT + DAY;

export const defaultConfig = {
  name: "Night of the Proms",
  endsAt: ENDS_AT,
  resaleClosesAt: RESALE_CLOSES_AT,
  transferPolicy: policies.marketOnly as number,
  resaleCapBps: 10_000,
  royaltyBps: 250,
  maxPerWallet: 4,
  currency: zeroAddress as Address,
};

export const defaultTypes = [
  { supply: 1_000, price: 25_000_000_000_000_000n },
  { supply: 10, price: 90_000_000_000_000_000n },
];

/** A 16-byte order reference from a number. */
export const ref = (value: number): Hex => numberToHex(value, { size: 16 });

export type Order = { to: Address; quantity: number; ticketType?: number; ref?: Hex };

/** A mint order as the contract takes it: reference, type and quantity in one word. */
export const packOrder = ({ to, quantity, ticketType = 1, ref: name = ref(1) }: Order) => ({
  to,
  item: concat([name, numberToHex(ticketType, { size: 6 }), numberToHex(quantity, { size: 2 })]),
});

/** The id of a ticket by its type and serial. */
export const tokenId = (ticketType: number, serial: number): bigint =>
  BigInt(ticketType) * 1_000_000_000n + BigInt(serial);

/**
 * An in-memory chain with a factory, and wallets by the part they play.
 * @param blockGasLimit for transactions that no real block has room for
 */
export async function createWorld(blockGasLimit?: bigint) {
  const roomy = blockGasLimit === undefined ? {} : { blockGasLimit, hardfork: "cancun" };
  const { viem, networkHelpers } = await network.create({
    override: { initialDate: new Date(START * 1000), ...roomy },
  });
  const client = await viem.getPublicClient();
  const [operator, ...others] = await viem.getWalletClients();
  const [owner, alice, bob, carol, stranger] = others.map(({ account }) => getAddress(account.address));
  if (!operator || !owner || !alice || !bob || !carol || !stranger)
    throw new Error("the chain has too few wallets");

  // From the sources as they are now, and not from the committed bytecode: that is checked against them elsewhere.
  const { address } = await viem.deployContract("TicketFactory");
  const factory = getContract({
    address,
    abi: ticketFactoryAbi,
    client: { public: client, wallet: operator },
  });
  const market = getContract({
    address: await factory.read.market(),
    abi: ticketMarketAbi,
    client: { public: client, wallet: operator },
  });
  const ticketsAt = (address: Address) =>
    getContract({ address, abi: eventTicketsAbi, client: { public: client, wallet: operator } });

  let events = 0;
  /** Creates an event as `operator`, owned by `owner`, with these differences from the default configuration. */
  const createEvent = async (config: Partial<typeof defaultConfig> = {}, types = defaultTypes) => {
    const salt = numberToHex(++events, { size: 32 });
    const hash = await factory.write.createEvent([owner, salt, { ...defaultConfig, ...config }, types]);
    const receipt = await client.waitForTransactionReceipt({ hash });
    const [created] = parseEventLogs({
      abi: ticketFactoryAbi,
      eventName: "EventCreated",
      logs: receipt.logs,
    });
    assert.ok(created);
    return ticketsAt(created.args.eventContract);
  };

  const receiptOf = async (hash: Promise<Hex>) => client.waitForTransactionReceipt({ hash: await hash });
  /** Mines a block at this time, which reads and simulations see; the chain's clock goes on from there. */
  const travelTo = (time: number) => networkHelpers.time.increaseTo(time);
  /** The next transaction is mined at exactly this time. */
  const setNextTime = (time: number) => networkHelpers.time.setNextBlockTimestamp(time);

  /** Writes a word into a contract's storage: for states that only years of use would bring about. */
  const setStorage = (address: Address, slot: bigint, word: bigint) =>
    networkHelpers.setStorageAt(address, numberToHex(slot), numberToHex(word, { size: 32 }));

  /** Gives an account this code, whether it has a key or not. */
  const setCode = (address: Address, code: Hex) => networkHelpers.setCode(address, code);

  const clients = { public: client, wallet: operator };
  const deploy = async (name: string, args: Address[] = []) =>
    (await viem.deployContract(name, args)).address;
  /** An ERC-20 with permits. */
  const deployToken = async () =>
    getContract({ address: await deploy("TestToken"), abi: testTokenAbi, client: clients });
  /** An ERC-20 with a bad habit. */
  const deployOddToken = async () =>
    getContract({ address: await deploy("OddToken"), abi: oddTokenAbi, client: clients });
  /** A contract wallet whose signatures are this key's. */
  const deployWallet = async (key: Address) =>
    getContract({
      address: getAddress(await deploy("SmartWallet", [key])),
      abi: smartWalletAbi,
      client: clients,
    });

  return {
    client,
    wallet: operator,
    chainId: await client.getChainId(),
    factory,
    market,
    ticketsAt,
    createEvent,
    receiptOf,
    travelTo,
    setNextTime,
    setStorage,
    setCode,
    deploy,
    deployToken,
    deployOddToken,
    deployWallet,
    operator: getAddress(operator.account.address),
    owner,
    alice,
    bob,
    carol,
    stranger,
  };
}

export type World = Awaited<ReturnType<typeof createWorld>>;
export type Tickets = ReturnType<World["ticketsAt"]>;

/** Mints one order of `quantity` tickets. */
export const mintOrder = (tickets: Tickets, to: Address, quantity = 1, ticketType = 1) =>
  tickets.write.mint([[packOrder({ to, quantity, ticketType })]]);
