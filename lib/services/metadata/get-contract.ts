import { and, eq } from "drizzle-orm";
import { events } from "@/lib/db/schema/events";
import type { PublicContext } from "@/lib/services/context";
import { notFound } from "@/lib/services/not-found";
import { describeEvent } from "./describe-event";
import { poster } from "./poster";
import type { ContractInput, ContractMetadata } from "./schema";

/**
 * What an event's `contractURI` leads to (ERC-7572).
 * @throws {AppError} `not_found`.
 */
export async function getContractMetadata(options: {
  ctx: PublicContext;
  input: ContractInput;
}): Promise<ContractMetadata> {
  const { ctx, input } = options;
  const [event] = await ctx.db
    .select()
    .from(events)
    .where(and(eq(events.chainId, input.chainId), eq(events.contractAddress, input.contract)));
  if (!event) throw notFound("contract");
  return { name: event.name, description: describeEvent(event), image: event.imageUrl ?? poster(event.name) };
}
