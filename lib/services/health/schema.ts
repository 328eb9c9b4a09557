import { z } from "zod";

export const readinessOutput = z
  .object({
    status: z.enum(["ready", "not_ready"]),
    database: z.enum(["up", "down"]),
    chain: z.object({
      status: z.enum(["up", "down"]),
      chainId: z.int(),
      name: z.string(),
      nativeSymbol: z.string(),
      tokens: z.array(z.string()).meta({ description: "ERC-20s configured as currencies" }),
      head: z
        .int()
        .nullable()
        .meta({ description: "The chain's newest block; null while it can't be reached" }),
      indexed: z.int().nullable().meta({ description: "Newest block that the index has read" }),
      lagBlocks: z.int().nullable().meta({ description: "head − indexed" }),
      signerBalance: z
        .string()
        .nullable()
        .meta({ description: "Of the server's account, in the native coin" }),
    }),
    queue: z.object({
      depth: z.int().nullable().meta({ description: "Actions that wait for the chain" }),
      oldestSeconds: z
        .int()
        .nullable()
        .meta({ description: "Age of the one that waits longest; null: none waits" }),
    }),
  })
  .meta({ id: "Readiness" });
export type ReadinessOutput = z.infer<typeof readinessOutput>;
