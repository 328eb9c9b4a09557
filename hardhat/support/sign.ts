import { type Address, type Hex, parseSignature } from "viem";
import { offerTypes, purchasePermitTypes } from "../../lib/chain/typed-data";
import { ENDS_AT, type Tickets, type World } from "./world";

const transferTypes = {
  TicketTransfer: [
    { name: "tokenId", type: "uint256" },
    { name: "to", type: "address" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
} as const;

const tokenPermitTypes = {
  Permit: [
    { name: "owner", type: "address" },
    { name: "spender", type: "address" },
    { name: "value", type: "uint256" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
} as const;

export type Permit = {
  buyer: Address;
  ticketType: bigint;
  quantity: bigint;
  unitPrice: bigint;
  deadline: bigint;
  nonce: bigint;
};
export type Transfer = { tokenId: bigint; to: Address; nonce: bigint; deadline: bigint };
export type Offer = {
  tickets: Address;
  tokenId: bigint;
  price: bigint;
  currency: Address;
  expiry: bigint;
  nonce: bigint;
};
export type TokenPermit = { value: bigint; deadline: bigint; v: number; r: Hex; s: Hex };

/** What a signature is for: another contract or chain than the one it's shown to, if need be. */
type Place = { verifyingContract: Address; chainId?: number };

/** Signs as one of the chain's own accounts. */
export function signer({ wallet, chainId, market }: World) {
  const tickets = (place: Place) => ({ name: "TicketChain", version: "1", chainId, ...place });

  const permit = (account: Address, place: Place, message: Permit) =>
    wallet.signTypedData({
      account,
      domain: tickets(place),
      types: purchasePermitTypes,
      primaryType: "PurchasePermit",
      message,
    });

  const transfer = (account: Address, place: Place, message: Transfer) =>
    wallet.signTypedData({
      account,
      domain: tickets(place),
      types: transferTypes,
      primaryType: "TicketTransfer",
      message,
    });

  const offer = (account: Address, message: Offer, place: Place = { verifyingContract: market.address }) =>
    wallet.signTypedData({
      account,
      domain: { name: "TicketChain Market", version: "1", chainId, ...place },
      types: offerTypes,
      primaryType: "Offer",
      message,
    });

  /** An ERC-2612 permit of a `TestToken`, of an account that gave none before. */
  const tokenPermit = async (
    token: Address,
    owner: Address,
    spender: Address,
    value: bigint,
  ): Promise<TokenPermit> => {
    const deadline = BigInt(ENDS_AT);
    const signature = await wallet.signTypedData({
      account: owner,
      domain: { name: "Test Euro", version: "1", chainId, verifyingContract: token },
      types: tokenPermitTypes,
      primaryType: "Permit",
      message: { owner, spender, value, nonce: 0n, deadline },
    });
    const { r, s, yParity } = parseSignature(signature);
    return { value, deadline, v: 27 + yParity, r, s };
  };

  return { permit, transfer, offer, tokenPermit };
}

/** An offer of this ticket as it stands now. */
export const offerOf = async (tickets: Tickets, tokenId: bigint, price: bigint): Promise<Offer> => ({
  tickets: tickets.address,
  tokenId,
  price,
  currency: await tickets.read.currency(),
  expiry: BigInt(ENDS_AT),
  nonce: await tickets.read.nonceOf([tokenId]),
});
