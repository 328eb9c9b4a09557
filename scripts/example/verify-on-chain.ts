import { type Address, createPublicClient, http } from "viem";
import { eventTicketsAbi } from "@/lib/chain/abi/event-tickets";
import { ExampleError, expectThat } from "./example-error";
import type { Ticket } from "./open-api";

/** The contract's `TicketStatus`, in its order. */
const STATUSES = ["valid", "checked_in", "invalidated"] as const;

/** As many calls as the server's JSON-RPC proxy takes at once. */
const RPC_BATCH = 50;

export type Counts = Record<(typeof STATUSES)[number], number>;

/**
 * Asks the contract itself, through the server's JSON-RPC proxy, for the status and owner of each ticket.
 * @throws {ExampleError} where it differs from what the API says, or has another number of tokens.
 */
export async function verifyOnChain(options: {
  appUrl: string;
  contract: Address;
  tickets: readonly Ticket[];
}): Promise<Counts> {
  const { appUrl, contract, tickets } = options;
  const client = createPublicClient({
    transport: http(`${appUrl}/api/rpc`, {
      batch: { batchSize: RPC_BATCH },
      retryCount: 5,
      // The proxy is there for the site's own pages, and asks where a call comes from.
      fetchOptions: { headers: { Origin: new URL(appUrl).origin } },
    }),
  });
  const token = { address: contract, abi: eventTicketsAbi } as const;

  const total = await client.readContract({ ...token, functionName: "totalSupply" });
  expectThat(total === BigInt(tickets.length), `The chain has ${total} tokens instead of ${tickets.length}.`);

  const counts: Counts = { valid: 0, checked_in: 0, invalidated: 0 };
  for (let start = 0; start < tickets.length; start += RPC_BATCH) {
    await Promise.all(
      tickets.slice(start, start + RPC_BATCH).map(async (ticket) => {
        if (ticket.tokenId === null) throw new ExampleError(`The ticket ${ticket.id} has no token.`);
        const args = [BigInt(ticket.tokenId)] as const;
        const [status, owner] = await Promise.all([
          client.readContract({ ...token, functionName: "statusOf", args }),
          client.readContract({ ...token, functionName: "ownerOf", args }),
        ]);
        const name = STATUSES[status];
        if (!name) throw new ExampleError(`The token ${ticket.tokenId} has the unknown status ${status}.`);
        counts[name] += 1;
        expectThat(
          name === ticket.status,
          `The token ${ticket.tokenId} is ${name}; the API says ${ticket.status}.`,
        );
        expectThat(
          owner === ticket.owner,
          `The token ${ticket.tokenId} is ${owner}'s; the API says ${ticket.owner}'s.`,
        );
      }),
    );
  }
  return counts;
}
