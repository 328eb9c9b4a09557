import { sql } from "drizzle-orm";
import type { Transaction } from "@/lib/db/database";

/** By how much each ticket type's `issued` is to change: collected first, so that types are locked last and in order. */
export class IssuedChanges {
  readonly #byType = new Map<string, number>();

  add(ticketTypeId: string, change: number): void {
    this.#byType.set(ticketTypeId, (this.#byType.get(ticketTypeId) ?? 0) + change);
  }

  async write(tx: Transaction): Promise<void> {
    const changes = [...this.#byType]
      .filter(([, change]) => change !== 0)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [id, change] of changes) {
      await tx.execute(sql`update ticket_types set issued = issued + ${change} where id = ${id}`);
    }
  }
}
