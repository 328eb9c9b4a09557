import { z } from "zod";

/** What the pages need of a ticket that the server knows: a part of its public answer. */
export const knownTicketSchema = z.object({
  id: z.string(),
  tokenId: z.string().nullable(),
  status: z.enum(["pending", "valid", "checked_in", "invalidated", "failed"]),
  seat: z
    .object({ section: z.string().nullable(), row: z.string().nullable(), seat: z.string().nullable() })
    .nullable(),
  ticketType: z.object({ name: z.string() }),
  event: z.object({
    id: z.string(),
    name: z.string(),
    status: z.enum(["draft", "published", "cancelled", "ended"]),
    startsAt: z.string(),
    endsAt: z.string(),
    timeZone: z.string(),
    venue: z.object({ name: z.string() }).nullable(),
    contractAddress: z.string().nullable(),
  }),
  chain: z.object({ state: z.enum(["queued", "submitted", "confirmed", "final", "failed"]) }),
});
export type KnownTicket = z.infer<typeof knownTicketSchema>;

/** What the server knows of a wallet's tickets, and where on the chain to look for more. */
export const walletKnowledgeSchema = z.object({
  contracts: z.array(
    z.object({
      address: z.templateLiteral(["0x", z.string().regex(/^[0-9a-fA-F]{40}$/)]),
      deployedInBlock: z.int(),
    }),
  ),
  tickets: z.array(knownTicketSchema),
});
export type WalletKnowledge = z.infer<typeof walletKnowledgeSchema>;

export const tokenKnowledgeSchema = z.object({ tickets: z.array(knownTicketSchema) });
