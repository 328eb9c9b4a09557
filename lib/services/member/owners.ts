import { and, eq, ne } from "drizzle-orm";
import type { Transaction } from "@/lib/db/database";
import { members } from "@/lib/db/schema/auth";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/services/context";
import { findMembership } from "./find-membership";

/**
 * Owners are made and unmade by owners, in person: an API key is nobody's role, so it can't, whoever made it, and a token
 * was made to be handed on.
 * @throws {AppError} `forbidden`.
 */
export async function requireOwner(tx: Transaction, actor: Actor): Promise<void> {
  const { type, id: userId, organisationId, token } = actor;
  const isPerson = type === "user" && !token;
  const membership = isPerson ? await findMembership(tx, { organisationId, userId }) : null;
  if (membership?.role === "owner") return;
  throw new AppError(
    "forbidden",
    "Only an owner, signed in, can make somebody an owner or change what an owner is.",
  );
}

/** @throws {AppError} `last_owner` where nobody else owns the organisation. */
export async function requireAnotherOwner(
  tx: Transaction,
  but: { organisationId: string; id: string },
): Promise<void> {
  const [other] = await tx
    .select({ id: members.id })
    .from(members)
    .where(
      and(eq(members.organizationId, but.organisationId), eq(members.role, "owner"), ne(members.id, but.id)),
    )
    .limit(1);
  if (!other) throw new AppError("last_owner", "Make somebody else an owner first.");
}
