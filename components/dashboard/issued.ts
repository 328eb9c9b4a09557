import { z } from "zod";

/** What the dashboard needs of the answer of `POST /tickets/mint`. */
export const issuedAnswer = z.object({
  batch: z.object({ id: z.string() }),
  tickets: z.array(
    z.object({
      id: z.string(),
      externalId: z.string().nullable(),
      email: z.string().nullable(),
      attendee: z.object({ name: z.string().nullable() }).nullable(),
      claimToken: z.string().optional(),
    }),
  ),
});
export type Issued = z.infer<typeof issuedAnswer>;
