import { z } from "zod";
import { openToAll } from "@/lib/api/route/open-to-all";
import { perform } from "@/lib/api/route/perform";
import { reply } from "@/lib/api/route/reply";
import { route } from "@/lib/api/route/route";
import { listEventContracts } from "@/lib/services/event/list-contracts";
import { address, checksummed, fields } from "@/lib/services/fields";
import { listTicketsByOwner } from "@/lib/services/ticket/list-by-owner";
import { listTicketsByTokens } from "@/lib/services/ticket/list-by-tokens";
import { listByTokensInput, publicTicketOutput } from "@/lib/services/ticket/schema";

/*
 * For our own pages, not part of /api/v1: what "My tickets" needs beside the chain. Whose token is whose stands on the
 * chain for all to see, and nothing personal is answered, so no session is asked for.
 */

const KNOWN_MAX = 200;

const ofWallet = route({
  operationId: "listWalletTickets",
  tag: "Tickets",
  summary: "What is known of a wallet's tickets",
  description: "Contracts to ask on the chain, and the tickets that we believe the wallet holds or will get.",
  access: openToAll,
  query: fields({ owner: address }),
  responses: {
    200: {
      description: "Where to look, and what is known",
      schema: z.object({
        contracts: z.array(z.object({ address: checksummed, deployedInBlock: z.int() })),
        tickets: z.array(publicTicketOutput),
      }),
    },
  },
  handler: async ({ ctx, query: { owner } }) => {
    const [contracts, tickets] = await Promise.all([
      listEventContracts({ ctx, input: { owner } }),
      listTicketsByOwner({ ctx, input: { owner, limit: KNOWN_MAX } }),
    ]);
    return reply(200, { contracts, tickets: tickets.data });
  },
});

const ofTokens = route({
  operationId: "listTokenTickets",
  tag: "Tickets",
  summary: "What is known of some tokens",
  description: "The tickets behind tokens that were found on the chain; unknown ones are left out.",
  access: openToAll,
  body: listByTokensInput,
  responses: {
    200: { description: "The tickets", schema: z.object({ tickets: z.array(publicTicketOutput) }) },
  },
  handler: async ({ ctx, body }) => reply(200, { tickets: await listTicketsByTokens({ ctx, input: body }) }),
});

const PATH = "/api/my-tickets";

export const GET = (request: Request) => perform({ operation: ofWallet, path: PATH, request, params: {} });
export const POST = (request: Request) => perform({ operation: ofTokens, path: PATH, request, params: {} });
