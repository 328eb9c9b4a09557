import { and, asc, eq, gt, sql } from "drizzle-orm";
import type { Address } from "viem";
import type { Queryable } from "@/lib/db/database";
import { events, ticketTypes } from "@/lib/db/schema/events";
import { type ActionStatus, actions } from "@/lib/db/schema/pipeline";
import type { Deed } from "./chain-state";
import type { Difference } from "./difference";

/** A deed of our own account, and the transaction of ours that did it; null: none that is stored. */
export type OwnDeed = Deed & { transactionId: string | null };

type ActionRow = Awaited<ReturnType<typeof loadPage>>[number];

const PAGE = 5_000;

/**
 * Whether every action was done as often as its status says, by its own transaction: confirmed and final ones once, submitted
 * ones once at most, others never. Deeds of ours that are left over then are of no action, or of one that had been done.
 */
export async function compareActions(
  db: Queryable,
  chainId: number,
  deeds: readonly OwnDeed[],
): Promise<Difference[]> {
  const left = Map.groupBy(deeds, keyOf);
  const asking = new Map<string, { actionId: string; status: ActionStatus; isDone: boolean }>();
  const differences: Difference[] = [];
  for (let after = 0; ; ) {
    const page = await loadPage(db, chainId, after);
    for (const action of page) {
      const done = subjectsOf(action).map((subject) => {
        const which = { contract: action.contract, name: deedOf(action), subject };
        const deed = left.get(keyOf({ ...which, transactionId: action.transactionId }))?.pop();
        const isDone = isDoable(action.status) && deed !== undefined;
        if (deed && !isDone) left.get(keyOf(deed))?.push(deed);
        const known = asking.get(nameOf(which));
        if (!known?.isDone) asking.set(nameOf(which), { actionId: action.id, status: action.status, isDone });
        return isDone;
      });
      if (isOnChain(action.status) && !done.every(Boolean))
        differences.push({ kind: "action_missing", actionId: action.id, status: action.status });
    }
    const last = page.at(-1);
    if (!last) break;
    after = last.seq;
  }
  for (const deed of [...left.values()].flat()) differences.push(leftOver(deed, asking.get(nameOf(deed))));
  return differences;
}

function leftOver(
  deed: OwnDeed,
  action: { actionId: string; status: ActionStatus; isDone: boolean } | undefined,
): Difference {
  const { contract, name, subject, txHash } = deed;
  if (!action) return { kind: "fact_unasked", contract, name, subject, txHash };
  const { actionId, status, isDone } = action;
  if (isDone) return { kind: "action_twice", actionId, txHash };
  return { kind: "action_unexpected", actionId, status, txHash };
}

const isOnChain = (status: ActionStatus) => status === "confirmed" || status === "final";

const isDoable = (status: ActionStatus) => isOnChain(status) || status === "submitted";

type What = { contract: string | null; name: string; subject: string };

const nameOf = ({ contract, name, subject }: What) => `${contract}|${name}|${subject}`;

const keyOf = (deed: What & { transactionId: string | null }) => `${deed.transactionId}|${nameOf(deed)}`;

/** What the chain shows of an action: a transfer by the organiser is a sale for nothing. */
function deedOf({ kind, isSigned }: ActionRow): string {
  return kind === "transfer" && !isSigned ? "resell" : kind;
}

/** What the chain names the action's deeds by. A ticket without a token is named by itself: no deed is of that name. */
function subjectsOf(action: ActionRow): string[] {
  switch (action.kind) {
    case "mint":
      return [action.id];
    case "publish":
    case "cancel":
    case "extend":
      return [`${action.contract}`];
    case "add_ticket_type":
    case "set_supply":
      return [`type:${action.typeNumber}`];
    default:
      return action.tokenIds;
  }
}

function loadPage(db: Queryable, chainId: number, after: number) {
  return db
    .select({
      id: actions.id,
      seq: actions.seq,
      kind: actions.kind,
      status: actions.status,
      transactionId: actions.transactionId,
      isSigned: sql<boolean>`${actions.payload} ? 'signature'`,
      contract: sql<Address | null>`${events.contractAddress}`,
      typeNumber: ticketTypes.number,
      tokenIds: sql<string[]>`case when ${actions.kind} in ('mint', 'publish') then '{}'::text[] else (
        select coalesce(array_agg(coalesce(t.token_id::text, t.id)), '{}'::text[])
        from tickets t where t.id = any(${actions.ticketIds})) end`,
    })
    .from(actions)
    .innerJoin(events, eq(events.id, actions.eventId))
    .leftJoin(ticketTypes, eq(ticketTypes.id, sql`${actions.payload}->>'ticketTypeId'`))
    .where(and(eq(events.chainId, chainId), gt(actions.seq, after)))
    .orderBy(asc(actions.seq))
    .limit(PAGE);
}
