import "server-only";
import { randomBytes } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { members, organisations, sessions } from "@/lib/db/schema/auth";
import { AppError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { audit } from "@/lib/services/audit";
import type { PublicContext } from "@/lib/services/context";
import { scopesOfRole } from "./roles";
import type { Viewer } from "./viewer";

const NAME_LENGTH_MAX = 80;
const SLUG_LENGTH_MAX = 40;
/** Nobody runs more; it keeps a script from filling the table. */
const ORGANISATIONS_PER_USER_MAX = 20;

/**
 * Makes an organisation with the viewer as its owner and turns their sessions to it. The viewer's wallet will own the
 * organisation's event contracts.
 * @throws {AppError} `validation_failed` (path `name`), `forbidden` for a user with too many organisations.
 */
export async function createOrganisation(options: {
  ctx: PublicContext;
  viewer: Viewer;
  name: string;
}): Promise<{ id: string; slug: string }> {
  const { ctx, viewer } = options;
  const name = parseName(options.name);
  const id = newId("org");
  const slug = `${slugify(name)}-${randomBytes(3).toString("hex")}`;

  await ctx.db.transaction(async (tx) => {
    const owned = await tx
      .select({ id: members.id })
      .from(members)
      .where(and(eq(members.userId, viewer.userId), eq(members.role, "owner")));
    if (owned.length >= ORGANISATIONS_PER_USER_MAX) {
      throw new AppError(
        "forbidden",
        `You own ${owned.length} organisations already, which is as many as one may.`,
      );
    }
    const createdAt = ctx.clock.now();
    await tx.insert(organisations).values({ id, name, slug, walletAddress: viewer.walletAddress, createdAt });
    await tx.insert(members).values({
      id: randomBytes(16).toString("hex"),
      organizationId: id,
      userId: viewer.userId,
      role: "owner",
      createdAt,
    });
    await tx.update(sessions).set({ activeOrganizationId: id }).where(eq(sessions.userId, viewer.userId));
    const actor = {
      type: "user",
      id: viewer.userId,
      organisationId: id,
      scopes: scopesOfRole("owner"),
    } as const;
    await audit(
      tx,
      { ...ctx, actor },
      {
        action: "organisation.create",
        entity: "organisation",
        entityId: id,
        data: { name, walletAddress: viewer.walletAddress },
      },
    );
  });
  return { id, slug };
}

function parseName(value: string): string {
  const name = value.trim().replace(/\s+/g, " ");
  if (name.length > 0 && name.length <= NAME_LENGTH_MAX) return name;
  const message = name.length === 0 ? "Give it a name." : `Use at most ${NAME_LENGTH_MAX} characters.`;
  throw new AppError("validation_failed", message, { errors: [{ path: "name", message }] });
}

function slugify(name: string): string {
  const slug = name
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, SLUG_LENGTH_MAX)
    .replace(/^-+|-+$/g, "");
  return slug || "organisation";
}
