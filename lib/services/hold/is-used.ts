import { type SQL, sql } from "drizzle-orm";
import { holds } from "@/lib/db/schema/sale";
import { orders } from "@/lib/db/schema/tickets";

/** Whether a hold's permit was used: the chain has told of a purchase by its nonce. */
export const holdIsUsed: SQL<boolean> = sql<boolean>`exists (select 1 from ${orders}
  where ${orders.eventId} = ${holds.eventId} and ${orders.permitNonce} = ${holds.nonce})`;
