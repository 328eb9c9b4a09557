import assert from "node:assert/strict";
import {
  type Address,
  concat,
  encodeAbiParameters,
  getAddress,
  type Hex,
  keccak256,
  numberToHex,
  pad,
  slice,
  toEventSelector,
  zeroAddress,
} from "viem";
import { type Order, packOrder, ref, type Tickets, tokenId, type World } from "./world";

const ORDERS_MINTED = toEventSelector("OrdersMinted(bytes)");
const TRANSFER = toEventSelector("Transfer(address,address,uint256)");

/** A wallet that nobody has the key of. */
export const someone = (i: number): Address => slice(keccak256(numberToHex(i)), 0, 20);
export const order = (to: Address, quantity = 1, ticketType = 1): Order => ({ to, quantity, ticketType });
/** Gives every order a reference of its own, of bytes that all count. */
export const named = (orders: Order[]) =>
  orders.map((one, i) => ({ ...one, ref: slice(keccak256(numberToHex(i + 500)), 0, 16) }));

/** A log's topics and data. */
type RawLog = { topics: Hex[]; data: Hex };

/** What a mint of these orders has to log, to the last byte, when the types were minted so far up to `minted`. */
export function logsOfMint(custody: Address, orders: Order[], minted: Map<number, number>): RawLog[] {
  const next = new Map(minted);
  const notes: Hex[] = [];
  const logs: RawLog[] = [];
  for (const { to, quantity, ticketType = 1, ref: name = ref(1) } of orders) {
    const first = (next.get(ticketType) ?? 0) + 1;
    next.set(ticketType, first + quantity - 1);
    notes.push(
      concat([
        name,
        numberToHex(tokenId(ticketType, first), { size: 6 }),
        numberToHex(quantity, { size: 2 }),
      ]),
    );
    const holder = holderOf(to, custody);
    for (let serial = first; serial < first + quantity; serial++)
      logs.push(transferLog(holder, tokenId(ticketType, serial)));
  }
  const data = encodeAbiParameters([{ type: "bytes" }], [concat(notes)]);
  return [...logs, { topics: [ORDERS_MINTED], data }];
}

const holderOf = (to: Address, custody: Address) => getAddress(to === zeroAddress ? custody : to);

const transferLog = (to: Address, id: bigint): RawLog => ({
  topics: [TRANSFER, pad("0x"), numberToHex(BigInt(to), { size: 32 }), numberToHex(id, { size: 32 })],
  data: "0x",
});

/** Mints these orders and requires exactly the logs, owners, balances and counts that they make. */
export async function assertMints(
  { receiptOf }: World,
  tickets: Tickets,
  orders: Order[],
  send = (packed: ReturnType<typeof packOrder>[]) => tickets.write.mint([packed]),
) {
  const custody = getAddress(tickets.address);
  const before = await mintedOf(tickets);
  const balances = new Map<Address, bigint>();
  const holders = new Set(orders.map(({ to }) => holderOf(to, custody)));
  for (const holder of holders) balances.set(holder, await tickets.read.balanceOf([holder]));

  const { logs } = await receiptOf(send(orders.map(packOrder)));
  const raw = logs.map(({ topics, data }) => ({ topics, data }));
  assert.deepEqual(raw, logsOfMint(custody, orders, before));

  const next = new Map(before);
  for (const { to, quantity, ticketType = 1 } of orders) {
    const holder = holderOf(to, custody);
    const first = (next.get(ticketType) ?? 0) + 1;
    next.set(ticketType, first + quantity - 1);
    balances.set(holder, (balances.get(holder) ?? 0n) + BigInt(quantity));
    const ids = Array.from({ length: quantity }, (_, i) => tokenId(ticketType, first + i));
    const owners = await Promise.all(ids.map((id) => tickets.read.ownerOf([id])));
    assert.deepEqual(
      owners,
      ids.map(() => holder),
    );
    const [head = 0n] = ids;
    assert.equal(await tickets.read.nonceOf([head]), 0n);
    assert.equal(await tickets.read.paidFor([head]), 0n);
  }
  for (const [holder, balance] of balances) {
    assert.equal(await tickets.read.balanceOf([holder]), balance);
    assert.equal(await tickets.read.purchasedBy([holder]), 0n);
  }
  assert.deepEqual(await mintedOf(tickets), next);
}

/** How many tickets of each type were minted. */
async function mintedOf(tickets: Tickets): Promise<Map<number, number>> {
  const count = Number(await tickets.read.ticketTypeCount());
  const types = Array.from({ length: count }, (_, i) => i + 1);
  const infos = await Promise.all(types.map((type) => tickets.read.ticketTypeInfo([BigInt(type)])));
  return new Map(infos.map(({ minted }, i) => [i + 1, minted]));
}
