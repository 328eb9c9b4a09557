import { type Address, createWalletClient, encodeFunctionData, type Hash, type Hex, http } from "viem";
import { type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import { eventTicketsAbi } from "@/lib/chain/abi/event-tickets";
import { ticketMarketAbi } from "@/lib/chain/abi/ticket-market";
import type { Chain } from "@/lib/chain/chain";
import { MARKET_ADDRESS } from "@/lib/chain/market-address";
import { offerTypes, purchasePermitTypes } from "@/lib/chain/typed-data";
import { ANVIL_ORGANISER_KEY } from "@/lib/env";

/** The server's account, as somebody with its key. */
export const OPERATOR = privateKeyToAccount(ANVIL_ORGANISER_KEY);
/** Anvil's second account: owner of the events that the builders make. */
export const OWNER = privateKeyToAccount(
  "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d",
);
/** Anvil's third and fourth: people with wallets. */
export const ALICE = privateKeyToAccount(
  "0x5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a",
);
export const BOB = privateKeyToAccount("0x7c852118294e51e653712a81e05800f419141751be58f605c371e15141b007a6");

type Call = { to: Address; data: Hex; value?: bigint };

const FAR_OFF = 4_000_000_000n;

let nonces = 0n;

/** What people do with event contracts on their own, without the server. */
export function contractCallers({ client, chainId, rpcUrl }: Chain) {
  /** Sends a call and waits until it's mined. */
  async function send(account: PrivateKeyAccount, call: Call): Promise<Hash> {
    const wallet = createWalletClient({ account, transport: http(rpcUrl) });
    const hash = await wallet.sendTransaction({ chain: null, ...call });
    const { status } = await client.waitForTransactionReceipt({ hash, pollingInterval: 20 });
    if (status !== "success") throw new Error(`Transaction ${hash} reverted.`);
    return hash;
  }

  /** A call's signed bytes, to be sent once or more. */
  async function sign(account: PrivateKeyAccount, call: Call): Promise<Hex> {
    const wallet = createWalletClient({ account, transport: http(rpcUrl) });
    const [nonce, gas, fees] = await Promise.all([
      client.getTransactionCount({ address: account.address }),
      client.estimateGas({ account, ...call }),
      client.estimateFeesPerGas(),
    ]);
    return wallet.account.signTransaction({ chainId, nonce, gas, ...fees, ...call, type: "eip1559" });
  }

  /** Buys tickets of type 1 by a permit of the operator. */
  async function purchase(
    tickets: Address,
    { quantity = 1n, unitPrice = 2_500n, buyer = ALICE, nonce = ++nonces } = {},
  ) {
    const permit = {
      buyer: buyer.address,
      ticketType: 1n,
      quantity,
      unitPrice,
      deadline: FAR_OFF,
      nonce,
    };
    const signature = await OPERATOR.signTypedData({
      domain: { name: "TicketChain", version: "1", chainId, verifyingContract: tickets },
      types: purchasePermitTypes,
      primaryType: "PurchasePermit",
      message: permit,
    });
    const args = [permit, OPERATOR.address, signature] as const;
    const data = encodeFunctionData({ abi: eventTicketsAbi, functionName: "purchase", args });
    return send(buyer, { to: tickets, data, value: quantity * unitPrice });
  }

  /** Sells a ticket on the market, in the native coin. */
  async function resell(
    tickets: Address,
    sale: { tokenId: bigint; seller: PrivateKeyAccount; buyer: PrivateKeyAccount },
  ) {
    const { tokenId, seller, buyer } = sale;
    const price = 2_000n;
    const nonce = await client.readContract({
      abi: eventTicketsAbi,
      address: tickets,
      functionName: "nonceOf",
      args: [tokenId],
    });
    const currency: Address = "0x0000000000000000000000000000000000000000";
    const offer = { tickets, tokenId, price, currency, expiry: FAR_OFF, nonce };
    const signature = await seller.signTypedData({
      domain: { name: "TicketChain Market", version: "1", chainId, verifyingContract: MARKET_ADDRESS },
      types: offerTypes,
      primaryType: "Offer",
      message: offer,
    });
    const args = [offer, signature, buyer.address] as const;
    const data = encodeFunctionData({ abi: ticketMarketAbi, functionName: "fill", args });
    return send(buyer, { to: MARKET_ADDRESS, data, value: price });
  }

  return { send, sign, purchase, resell };
}
