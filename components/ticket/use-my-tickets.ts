"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { type Address, getAddress, type PublicClient } from "viem";
import { useBlockNumber, usePublicClient } from "wagmi";
import { fetchTokenKnowledge, fetchWalletKnowledge } from "./fetch-knowledge";
import type { KnownTicket, WalletKnowledge } from "./known-ticket";
import { joinTickets, type MyTicket, unchecked } from "./my-ticket";
import { readOwnedTokens } from "./read-owned-tokens";

export type MyTicketsAnswer = {
  tickets: MyTicket[];
  /** The block that the chain was read at; null where it could not be, so that these are the server's word alone. */
  block: bigint | null;
  /** Tickets that the chain counts but that were not found. */
  missing: number;
};

/** What the server knew when it drew the page, and of whom. */
export type InitialTickets = { owner: Address; tickets: readonly KnownTicket[] };

/** The tickets of a wallet, read from the chain again with every block. */
export function useMyTickets(owner: Address | null, initial: InitialTickets | null) {
  const client = usePublicClient();
  const queryClient = useQueryClient();
  const { data: head } = useBlockNumber({ watch: owner !== null, query: { enabled: owner !== null } });

  const query = useQuery({
    queryKey: ["my-tickets", owner],
    enabled: owner !== null && client !== undefined,
    queryFn: ({ signal }) => load({ client, owner, signal }),
    ...(initial && initial.owner === owner && initial.tickets.length > 0
      ? { placeholderData: serverOnly(initial.tickets) }
      : {}),
    refetchInterval: ({ state }) => pauseMs(state.data),
    retry: 1,
  });

  useEffect(() => {
    // A reading under way is left to finish: on a fast chain a new block would otherwise always cut it short.
    if (head !== undefined) {
      void queryClient.invalidateQueries({ queryKey: ["my-tickets"] }, { cancelRefetch: false });
    }
  }, [head, queryClient]);

  return query;
}

/** The server reads a block some moments after it appears, so what is on its way is asked for between blocks as well. */
function pauseMs(answer: MyTicketsAnswer | undefined): number | false {
  if (!answer) return false;
  if (answer.block === null) return 5_000;
  return answer.tickets.some((ticket) => ticket.isUnderWay || ticket.status === "pending") ? 1_500 : false;
}

type Loading = { client: PublicClient | undefined; owner: Address | null; signal: AbortSignal };

async function load({ client, owner, signal }: Loading): Promise<MyTicketsAnswer> {
  if (!client || !owner) throw new Error("There is no wallet to read for.");
  const knowledge = await fetchWalletKnowledge(owner, signal);
  const chain = await readChain(client, owner, knowledge);
  if (!chain) return serverOnly(knowledge.tickets);
  const hinted = new Set(hintsOf(knowledge).map(keyOf));
  const surprises = chain.tokens.filter((token) => !hinted.has(keyOf(token)));
  const more = await fetchTokenKnowledge(surprises, { chainId: client.chain?.id ?? 0, signal });
  return {
    tickets: joinTickets(chain.tokens, [...knowledge.tickets, ...more]),
    block: chain.block,
    missing: chain.missing,
  };
}

/** Null where the chain can't be reached: then what the server knows is better than nothing. */
async function readChain(client: PublicClient, owner: Address, knowledge: WalletKnowledge) {
  try {
    return await readOwnedTokens({
      client,
      owner,
      contracts: knowledge.contracts,
      hints: hintsOf(knowledge),
    });
  } catch (error) {
    console.warn("The chain could not be read.", error);
    return null;
  }
}

function hintsOf({ tickets }: WalletKnowledge) {
  return tickets.flatMap(({ tokenId, event: { contractAddress } }) =>
    tokenId && contractAddress ? [{ contract: getAddress(contractAddress), tokenId: BigInt(tokenId) }] : [],
  );
}

function keyOf({ contract, tokenId }: { contract: Address; tokenId: bigint }): string {
  return `${contract}:${tokenId}`;
}

function serverOnly(known: readonly KnownTicket[]): MyTicketsAnswer {
  return {
    tickets: known.filter(({ status }) => status !== "failed").map(unchecked),
    block: null,
    missing: 0,
  };
}
