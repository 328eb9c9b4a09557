import { z } from "zod";
import { tokenOutput } from "@/lib/services/fields";

export const readinessOutput = z
  .object({
    status: z.enum(["ready", "not_ready"]),
    database: z.enum(["up", "down"]),
    chain: z.object({
      status: z.enum(["up", "down"]),
      chainId: z.int(),
      name: z.string(),
      nativeSymbol: z.string(),
      tokens: z.array(tokenOutput),
      head: z
        .int()
        .nullable()
        .meta({ description: "The chain's newest block; null while it can't be reached" }),
      indexed: z.int().nullable().meta({ description: "Newest block that the index has read" }),
      finalized: z
        .int()
        .nullable()
        .meta({ description: "Newest block that can't be undone, as far as the index knows" }),
      lagBlocks: z.int().nullable().meta({ description: "head − indexed" }),
      signerBalance: z
        .string()
        .nullable()
        .meta({ description: "Of the server's first account, in the native coin" }),
      signers: z
        .array(
          z.object({
            address: z.string(),
            balance: z.string().nullable().meta({ description: "In the native coin" }),
            status: z
              .enum(["ready", "waiting_funds"])
              .meta({ description: "`waiting_funds`: its transactions wait until it can pay for them" }),
          }),
        )
        .meta({ description: "The server's accounts; none while the database can't be reached" }),
      rpc: z
        .array(
          z.object({ host: z.string(), status: z.string(), head: z.int().nullable(), failures: z.int() }),
        )
        .meta({ description: "The chain's nodes, where there are several" }),
    }),
    queue: z.object({
      depth: z.int().nullable().meta({ description: "Actions that wait for the chain" }),
      submitted: z
        .int()
        .nullable()
        .meta({ description: "Actions in transactions that are not confirmed yet" }),
      oldestSeconds: z
        .int()
        .nullable()
        .meta({ description: "Age of the one that waits longest; null: none waits" }),
    }),
    warnings: z
      .array(z.string())
      .meta({ description: "What somebody should look after. Not ready is another matter" }),
  })
  .meta({ id: "Readiness" });
export type ReadinessOutput = z.infer<typeof readinessOutput>;
