import { eq } from "drizzle-orm";
import { getAddress } from "viem";
import type { Queryable } from "@/lib/db/database";
import { organisations } from "@/lib/db/schema/auth";
import { notFound } from "@/lib/services/not-found";
import type { OrganisationOutput } from "./schema";

/**
 * An organisation by its id.
 * @throws {AppError} `not_found`.
 */
export async function findOrganisation(db: Queryable, id: string): Promise<OrganisationOutput> {
  const [row] = await db.select().from(organisations).where(eq(organisations.id, id));
  if (!row) throw notFound("organisation");
  return { id: row.id, name: row.name, slug: row.slug, walletAddress: getAddress(row.walletAddress) };
}
