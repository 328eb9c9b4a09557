import { and, eq, gt, isNull, not } from "drizzle-orm";
import type { Transaction } from "@/lib/db/database";
import { events, ticketTypes } from "@/lib/db/schema/events";
import { holds } from "@/lib/db/schema/sale";
import { isId } from "@/lib/ids";
import { authorise } from "@/lib/services/authorise";
import type { HolderContext } from "@/lib/services/context";
import { notFound } from "@/lib/services/not-found";
import { holdIsUsed } from "./is-used";
import { projectHold } from "./project-hold";
import type { HoldIdInput, HoldOutput } from "./schema";

/**
 * Gives a hold's tickets back for others to hold; again, the answer is the same. One that was used, or has expired, stays as it
 * is. Its id, which nobody can guess, is what entitles a buyer to it; an API key speaks for its organisation and needs its scope.
 * @throws {AppError} `not_found`, also where the key is of another organisation; `forbidden`.
 */
export async function releaseHold({
  ctx,
  input,
}: {
  ctx: HolderContext;
  input: HoldIdInput;
}): Promise<HoldOutput> {
  if (!isId("hld", input.id)) throw notFound("hold");
  const now = ctx.clock.now();
  return ctx.db.transaction(async (tx) => {
    const { organisationId } = await findHold(tx, input.id);
    requireEntitled(ctx, organisationId);
    await tx
      .update(holds)
      .set({ releasedAt: now })
      .where(
        and(eq(holds.id, input.id), isNull(holds.releasedAt), gt(holds.expiresAt, now), not(holdIsUsed)),
      );
    return projectHold(await findHold(tx, input.id), now);
  });
}

async function findHold(db: Transaction, id: string) {
  const [row] = await db
    .select({ hold: holds, isUsed: holdIsUsed, event: events, type: ticketTypes })
    .from(holds)
    .innerJoin(events, eq(events.id, holds.eventId))
    .innerJoin(ticketTypes, eq(ticketTypes.id, holds.ticketTypeId))
    .where(eq(holds.id, id));
  if (!row) throw notFound("hold");
  const { chainId, contractAddress: contract, currencyAddress, organisationId } = row.event;
  if (chainId === null || contract === null || currencyAddress === null)
    throw new Error(`Hold ${row.hold.id} is of an event that sells nothing on the chain.`);
  return { ...row, organisationId, sale: { chainId, contract, currencyAddress } };
}

/** A buyer may well be signed in as a member of some organisation, so only keys are held to theirs. */
function requireEntitled({ actor }: HolderContext, organisationId: string): void {
  if (actor?.type !== "api_key") return;
  if (actor.organisationId !== organisationId) throw notFound("hold");
  authorise({ actor }, "tickets:write");
}
