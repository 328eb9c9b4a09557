import { type Address, getAbiItem } from "viem";
import { ticketMarketAbi } from "@/lib/chain/abi/ticket-market";
import type { Chain } from "@/lib/chain/chain";
import type { PlacedFact } from "@/lib/chain/chain-fact";
import { decodeLogs } from "@/lib/chain/decode-logs";
import { MARKET_ADDRESS } from "@/lib/chain/market-address";

/** Contracts per `eth_getLogs`: nodes refuse longer lists. */
const ADDRESSES_MAX = 500;

const offerFilled = getAbiItem({ abi: ticketMarketAbi, name: "OfferFilled" });

export type FactsQuery = { from: number; to: number; contracts: readonly Address[] };

/** What these event contracts, and the market about their tickets, said in blocks `from…to`, in the chain's order. */
export async function readFacts(
  { client }: Pick<Chain, "client">,
  { from, to, contracts }: FactsQuery,
): Promise<PlacedFact[]> {
  const blocks = { fromBlock: BigInt(from), toBlock: BigInt(to) };
  const facts: PlacedFact[] = [];
  for (let start = 0; start < contracts.length; start += ADDRESSES_MAX) {
    const some = contracts.slice(start, start + ADDRESSES_MAX);
    const [ofEvents, ofMarket] = await Promise.all([
      client.getLogs({ address: some, ...blocks }),
      client.getLogs({ address: MARKET_ADDRESS, event: offerFilled, args: { tickets: some }, ...blocks }),
    ]);
    facts.push(...decodeLogs(ofEvents), ...decodeLogs(ofMarket));
  }
  return facts.sort(
    (a, b) => a.blockNumber - b.blockNumber || a.logIndex - b.logIndex || a.position - b.position,
  );
}
