import { randomBytes } from "node:crypto";
import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/lib/db/database";
import { members, organisations } from "@/lib/db/schema/auth";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { audit } from "@/lib/services/audit";
import { type PersonContext, SCOPES } from "@/lib/services/context";
import { slugify } from "@/lib/services/slugify";
import type { CreatedOrganisationOutput, CreateOrganisationInput } from "./schema";

/** Nobody runs more; it keeps a script from filling the table. */
const ORGANISATIONS_PER_USER_MAX = 20;

/**
 * Makes an organisation that whoever is signed in owns. Their wallet will own the organisation's event contracts.
 * @throws {AppError} `forbidden` for a user with too many organisations.
 */
export async function createOrganisation(options: {
  ctx: PersonContext;
  input: CreateOrganisationInput;
}): Promise<CreatedOrganisationOutput> {
  const { ctx, input } = options;
  const { userId, walletAddress } = ctx.viewer;
  const id = newId("org");
  const name = input.name.replace(/\s+/g, " ");
  const slug = `${slugify(name, "organisation")}-${randomBytes(3).toString("hex")}`;
  const createdAt = ctx.clock.now();

  await ctx.db.transaction(async (tx) => {
    await requireFewer(tx, userId);
    await tx.insert(organisations).values({ id, name, slug, walletAddress, createdAt });
    await tx.insert(members).values({
      id: newId("mem"),
      organizationId: id,
      userId,
      role: "owner",
      createdAt,
    });
    const actor = { type: "user", id: userId, organisationId: id, scopes: SCOPES } as const;
    await audit(
      tx,
      { ...ctx, actor },
      {
        action: "organisation.create",
        entity: "organisation",
        entityId: id,
        data: { name, walletAddress },
      },
    );
  });
  return { id, slug };
}

async function requireFewer(tx: Transaction, userId: string): Promise<void> {
  const owned = await tx
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.userId, userId), eq(members.role, "owner")));
  if (owned.length < ORGANISATIONS_PER_USER_MAX) return;
  throw new AppError(
    "forbidden",
    `You own ${owned.length} organisations already, which is as many as one may.`,
  );
}
