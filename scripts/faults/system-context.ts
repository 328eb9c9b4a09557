import { organisations } from "@/lib/db/schema/auth";
import type { Runtime } from "@/lib/runtime/runtime";
import { type Context, SCOPES } from "@/lib/services/context";

const ORGANISATION = "org_faults";
/** Anvil's second account. */
const WALLET = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

/** Calls services as an organisation that may do everything; makes it the first time. */
export async function systemContext({ db, chain, clock }: Runtime): Promise<Context> {
  await db
    .insert(organisations)
    .values({ id: ORGANISATION, name: "Faults", slug: "faults", walletAddress: WALLET })
    .onConflictDoNothing();
  const actor = { type: "system", id: "faults", organisationId: ORGANISATION, scopes: SCOPES } as const;
  return { db, chain, clock, requestId: "req_faults", actor };
}
