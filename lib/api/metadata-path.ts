import { z } from "zod";
import { AppError } from "@/lib/errors";

export const contractParams = z.object({
  chainId: z.string().meta({ example: "31337" }),
  contract: z.string().meta({ example: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8" }),
});

export const tokenParams = contractParams.extend({ tokenId: z.string().meta({ example: "1000000001" }) });

/** Marketplaces ask often; a check-in should show within half a minute. */
export const metadataCaching = { "Cache-Control": "public, max-age=30" };

/**
 * Parses a token's or contract's place on the chain.
 * @throws {AppError} `not_found`: what can't be an address has no metadata.
 */
export function parsePath<T>(schema: z.ZodType<T>, params: unknown): T {
  const parsed = schema.safeParse(params);
  if (parsed.success) return parsed.data;
  throw new AppError("not_found", "There is no such token here.");
}
