import { eq } from "drizzle-orm";
import type { Database } from "@/lib/db/database";
import { events } from "@/lib/db/schema/events";
import { tickets } from "@/lib/db/schema/tickets";

/* Brings things to where only time or the chain brings them, for tests of rooms that don't know the tables. */

/** Lets an event be cancelled. */
export async function putCancelled(db: Database, eventId: string): Promise<void> {
  await db.update(events).set({ status: "cancelled" }).where(eq(events.id, eventId));
}

/** Lets an event have ended so many hours ago. */
export async function putEnded(db: Database, eventId: string, hoursAgo: number): Promise<void> {
  const endsAt = new Date(Date.now() - hoursAgo * 3_600_000);
  await db.update(events).set({ startsAt: endsAt, endsAt }).where(eq(events.id, eventId));
}

/** Lets the chain have refused to mint a ticket. */
export async function putFailed(db: Database, ticketId: string): Promise<void> {
  await db.update(tickets).set({ mintFailed: true }).where(eq(tickets.id, ticketId));
}
