import { type SQL, sql } from "drizzle-orm";
import { events } from "@/lib/db/schema/events";
import { type ActionStatus, actions, cursors, transactions } from "@/lib/db/schema/pipeline";
import { tickets } from "@/lib/db/schema/tickets";

/**
 * How far a ticket's latest action is, for a query that joins `actions` and `transactions` from the left. A ticket that others
 * minted, and with which nothing was done here since, stands where its mint does.
 */
export const chainOfTicket = {
  state: sql<ActionStatus>`coalesce(${actions.status}, case when ${tickets.mintBlockNumber} <= ${finalized()}
    then 'final' else 'confirmed' end)`,
  txHash: sql<
    `0x${string}` | null
  >`case when ${actions.id} is null then ${tickets.mintTxHash} else ${transactions.hash} end`,
  blockNumber: sql<number | null>`case when ${actions.id} is null then ${tickets.mintBlockNumber}
    else ${actions.blockNumber} end`.mapWith(tickets.mintBlockNumber),
};

function finalized(): SQL {
  return sql`(select ${cursors.finalized} from ${cursors} where ${cursors.chainId} = ${events.chainId})`;
}
