import { z } from "zod";

/* What the example reads of the API's answers. Fields it has no use for are left out: answers may grow. */

const hash = z.string().regex(/^0x[0-9a-f]{64}$/);
const address = z.templateLiteral(["0x", z.string().regex(/^[0-9a-fA-F]{40}$/)]);
const chainState = z.object({
  state: z.enum(["queued", "submitted", "confirmed", "final", "failed"]),
  txHash: hash.nullable(),
  blockNumber: z.int().nullable(),
});

export const problemSchema = z.looseObject({
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

export const firstCheckInSchema = z.object({
  firstCheckIn: z.object({ at: z.string(), gate: z.string().nullable(), by: z.string(), scanId: z.string() }),
});

export const meSchema = z.object({
  organisation: z.object({ name: z.string() }),
  chain: z.object({ chainId: z.int(), name: z.string() }),
});

export const eventSchema = z.object({
  id: z.string(),
  name: z.string(),
  ticketTypes: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type ExampleEvent = z.infer<typeof eventSchema>;

export const publishedSchema = z.object({
  contractAddress: address,
  action: z.object({ id: z.string() }),
});

export const actionSchema = z.object({
  status: chainState.shape.state,
  txHash: hash.nullable(),
  error: z.object({ detail: z.string() }).optional(),
});

export const ticketSchema = z.object({
  id: z.string(),
  tokenId: z.string().nullable(),
  status: z.enum(["pending", "valid", "checked_in", "invalidated", "failed"]),
  owner: address.nullable(),
  externalId: z.string().nullable(),
  attendee: z.object({ name: z.string().nullable() }).nullable(),
  chain: chainState,
});
export type Ticket = z.infer<typeof ticketSchema>;

export const ticketPageSchema = z.object({ data: z.array(ticketSchema), nextCursor: z.string().nullable() });

export const batchSchema = z.object({
  id: z.string(),
  total: z.int(),
  queued: z.int(),
  submitted: z.int(),
  confirmed: z.int(),
  failed: z.int(),
});
export type Batch = z.infer<typeof batchSchema>;

export const mintedSchema = z.object({ batch: batchSchema, tickets: z.array(z.object({ id: z.string() })) });
export const checkedInSchema = z.object({
  ticket: ticketSchema,
  scan: z.object({ result: z.literal("admitted") }),
});
export const invalidatedSchema = z.object({ ticket: ticketSchema, action: z.object({ id: z.string() }) });
