import { type Address, encodeFunctionData, erc20Abi, type Hash, type Hex, isHex, zeroAddress } from "viem";
import type { PrivateKeyAccount } from "viem/accounts";
import { eventTicketsAbi } from "@/lib/chain/abi/event-tickets";
import { ticketMarketAbi } from "@/lib/chain/abi/ticket-market";
import { listingCancellationTypes, marketDomain, offerTypes } from "@/lib/chain/typed-data";
import type { HoldOutput } from "@/lib/services/hold/schema";
import type { ListingOutput } from "@/lib/services/listing/schema";
import { contractCallers, OWNER } from "./contract-callers";
import type { TestRuntime } from "./test-runtime";

/* What buyers and sellers do with what the API answers, knowing nothing else. */

const address = (text: string): Address => {
  if (!isHex(text)) throw new Error(`${text} is no address.`);
  return text;
};
const hex = (text: string): Hex => address(text);

/** Lets `spender` take what is to be paid in a token. @returns what native coin to send along. */
async function readyToPay(
  { chain }: TestRuntime,
  payer: PrivateKeyAccount,
  { currency, spender, amount }: { currency: Address; spender: Address; amount: bigint },
): Promise<bigint> {
  if (currency === zeroAddress) return amount;
  const data = encodeFunctionData({ abi: erc20Abi, functionName: "approve", args: [spender, amount] });
  await contractCallers(chain).send(payer, { to: currency, data });
  return 0n;
}

/** Buys what is held, by its permit. */
export async function purchaseHeld(
  runtime: TestRuntime,
  { permit, currencyAddress }: HoldOutput,
  payer: PrivateKeyAccount,
): Promise<Hash> {
  const { message } = permit;
  const struct = {
    buyer: address(message.buyer),
    ticketType: BigInt(message.ticketType),
    quantity: BigInt(message.quantity),
    unitPrice: BigInt(message.unitPrice),
    deadline: BigInt(message.deadline),
    nonce: BigInt(message.nonce),
  };
  const args = [struct, address(permit.signer), hex(permit.signature)] as const;
  const data = encodeFunctionData({ abi: eventTicketsAbi, functionName: "purchase", args });
  const to = address(permit.domain.verifyingContract);
  const amount = struct.quantity * struct.unitPrice;
  const value = await readyToPay(runtime, payer, { currency: address(currencyAddress), spender: to, amount });
  return contractCallers(runtime.chain).send(payer, { to, data, value });
}

/** Buys what is listed, by its offer. */
export async function fillListing(
  runtime: TestRuntime,
  { offer }: ListingOutput,
  buyer: PrivateKeyAccount,
): Promise<Hash> {
  const { message } = offer;
  const struct = {
    tickets: address(message.tickets),
    tokenId: BigInt(message.tokenId),
    price: BigInt(message.price),
    currency: address(message.currency),
    expiry: BigInt(message.expiry),
    nonce: BigInt(message.nonce),
  };
  const args = [struct, hex(offer.signature), buyer.address] as const;
  const data = encodeFunctionData({ abi: ticketMarketAbi, functionName: "fill", args });
  const to = address(offer.domain.verifyingContract);
  const payment = { currency: struct.currency, spender: to, amount: struct.price };
  const value = await readyToPay(runtime, buyer, payment);
  return contractCallers(runtime.chain).send(buyer, { to, data, value });
}

type Offered = {
  contract: string | null;
  tokenId: string | null;
  /** In the currency's smallest unit. */
  priceUnits: bigint;
  /** The chain's coin if it isn't said. */
  currency?: Address;
  expiresAt: string;
  nonce?: bigint;
};

/** A holder's signature of an offer. */
export async function signOffer(
  { chain }: TestRuntime,
  seller: PrivateKeyAccount,
  { contract, tokenId, priceUnits, currency = zeroAddress, expiresAt, nonce = 0n }: Offered,
): Promise<Hex> {
  return seller.signTypedData({
    domain: marketDomain(chain.chainId),
    types: offerTypes,
    primaryType: "Offer",
    message: {
      tickets: address(contract ?? "0x"),
      tokenId: BigInt(tokenId ?? 0),
      price: priceUnits,
      currency,
      expiry: BigInt(Math.floor(Date.parse(expiresAt) / 1000)),
      nonce,
    },
  });
}

/** A seller's signature that takes a listing down. */
export async function signCancellation(
  { chain }: TestRuntime,
  seller: PrivateKeyAccount,
  message: { listingId: string; deadline: number },
): Promise<Hex> {
  return seller.signTypedData({
    domain: marketDomain(chain.chainId),
    types: listingCancellationTypes,
    primaryType: "ListingCancellation",
    message: { listingId: message.listingId, deadline: BigInt(message.deadline) },
  });
}

/** A holder voids what they signed for a ticket. */
export async function revokeSignatures(
  { chain }: TestRuntime,
  holder: PrivateKeyAccount,
  token: { contract: string | null; tokenId: string | null },
): Promise<Hash> {
  const args = [BigInt(token.tokenId ?? 0)] as const;
  const data = encodeFunctionData({ abi: eventTicketsAbi, functionName: "revokeSignatures", args });
  return contractCallers(chain).send(holder, { to: address(token.contract ?? "0x"), data });
}

/** The organiser cancels the event that a hold is of, by hand, and the index hears of it. */
export async function cancelOnChain(runtime: TestRuntime, { permit }: HoldOutput): Promise<void> {
  const data = encodeFunctionData({ abi: eventTicketsAbi, functionName: "cancel" });
  await contractCallers(runtime.chain).send(OWNER, { to: address(permit.domain.verifyingContract), data });
  await runtime.pipeline.tick();
}

/** Mines a block at this time. */
export async function advanceChain({ anvil }: TestRuntime, atMs: number): Promise<void> {
  await anvil.setNextBlockTimestamp({ timestamp: BigInt(Math.ceil(atMs / 1000)) });
  await anvil.mine({ blocks: 1 });
}
