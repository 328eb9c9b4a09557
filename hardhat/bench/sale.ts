import { type Address, type Hex, zeroAddress } from "viem";
import { signTypedData } from "viem/actions";
import { offerTypes, purchasePermitTypes } from "../../lib/chain/typed-data";
import { ENDS_AT, policies, type Tickets, tokenId } from "../support/world";
import { FACE_PRICE, type World } from "./ours";
import { newWallet } from "./random";
import type { Measurement, Meter } from "./subject";

const CHAIN_ID = 31_337;

/**
 * What only our contracts do: selling for the native coin. Each is measured after somebody else has done the same, as all
 * but the first of an event are: the accounts of the organiser and the market have something in them.
 */
export async function measureSale(world: World, meter: Meter): Promise<Measurement[]> {
  const { alice, bob, carol, stranger } = world;
  const tickets = await world.createEvent({ transferPolicy: policies.marketOnly });
  await meter("setup", purchase(world, tickets, { buyer: stranger, quantity: 1, nonce: 1n }));
  const purchases = [
    await meter("purchase", purchase(world, tickets, { buyer: alice, quantity: 1, nonce: 2n })),
    await meter("purchase_4", purchase(world, tickets, { buyer: bob, quantity: 4, nonce: 3n }), 4),
  ];
  await meter(
    "setup",
    fill(world, tickets, { seller: stranger, id: tokenId(1, 1), buyer: carol, to: carol }),
  );
  const filling = fill(world, tickets, { seller: alice, id: tokenId(1, 2), buyer: carol, to: newWallet(0) });
  const filled = await meter("market_fill", filling);

  await meter("setup", tickets.write.cancel());
  await meter("setup", tickets.write.refund([[tokenId(1, 1)], carol], { account: carol }));
  const ids = [3, 4, 5, 6].map((serial) => tokenId(1, serial));
  return [...purchases, filled, await meter("refund", tickets.write.refund([ids, bob], { account: bob }), 4)];
}

async function purchase(
  { client, operator }: World,
  tickets: Tickets,
  { buyer, quantity, nonce }: { buyer: Address; quantity: number; nonce: bigint },
): Promise<Hex> {
  const permit = {
    buyer,
    ticketType: 1n,
    quantity: BigInt(quantity),
    unitPrice: FACE_PRICE,
    deadline: BigInt(ENDS_AT),
    nonce,
  };
  const signature = await signTypedData(client, {
    account: operator,
    domain: { name: "TicketChain", version: "1", chainId: CHAIN_ID, verifyingContract: tickets.address },
    types: purchasePermitTypes,
    primaryType: "PurchasePermit",
    message: permit,
  });
  const value = FACE_PRICE * BigInt(quantity);
  return tickets.write.purchase([permit, operator, signature], { account: buyer, value });
}

async function fill(
  { client, market }: World,
  tickets: Tickets,
  { seller, id, buyer, to }: { seller: Address; id: bigint; buyer: Address; to: Address },
): Promise<Hex> {
  const offer = {
    tickets: tickets.address,
    tokenId: id,
    price: FACE_PRICE,
    currency: zeroAddress,
    expiry: BigInt(ENDS_AT),
    nonce: await tickets.read.nonceOf([id]),
  };
  const signature = await signTypedData(client, {
    account: seller,
    domain: {
      name: "TicketChain Market",
      version: "1",
      chainId: CHAIN_ID,
      verifyingContract: market.address,
    },
    types: offerTypes,
    primaryType: "Offer",
    message: offer,
  });
  return market.write.fill([offer, signature, to], { account: buyer, value: FACE_PRICE });
}
