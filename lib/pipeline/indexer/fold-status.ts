import type { InvalidationReason } from "@/lib/chain/encode-calls";

/** Something that was said of a ticket's status: by the chain, or by an action of ours that the chain hasn't carried out. */
export type Statement = {
  name: "checked_in" | "check_in_undone" | "invalidated";
  at: Date;
  /** Of an invalidation. */
  reason: InvalidationReason | null;
  /** Asked for here: then the ticket's row knows more than the chain. */
  isOurs: boolean;
};

/** What statements come to; null: not checked in, not invalidated. */
export type Standing = { checkIn: Statement | null; invalidation: Statement | null };

/** What a ticket's statements come to, in their order. Of several check-ins without an undo between them ours counts. */
export function foldStatus(statements: readonly Statement[]): Standing {
  let checkIn: Statement | null = null;
  let invalidation: Statement | null = null;
  for (const statement of statements) {
    if (statement.name === "check_in_undone") checkIn = null;
    if (statement.name === "checked_in") checkIn = preferred(checkIn, statement);
    if (statement.name === "invalidated") invalidation = preferred(invalidation, statement);
  }
  return { checkIn, invalidation };
}

function preferred(standing: Statement | null, next: Statement): Statement {
  return standing === null || (next.isOurs && !standing.isOurs) ? next : standing;
}
