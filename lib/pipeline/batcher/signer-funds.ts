import { and, eq, sql } from "drizzle-orm";
import { signerStates } from "@/lib/db/schema/pipeline";
import type { Lane } from "../context";
import { openTransactions } from "./open-transactions";
import type { ChainPlace } from "./read-place";

/** What a signer can still promise: its balance without what its transactions may cost that aren't mined. */
export async function freeFunds(lane: Lane, place: ChainPlace): Promise<bigint> {
  const [balance, open] = await Promise.all([
    lane.chain.client.getBalance({ address: lane.signer.address }),
    openTransactions(lane.db, lane),
  ]);
  return open
    .filter(({ nonce }) => nonce >= place.nonce)
    .reduce((free, { gasLimit, maxFeePerGas }) => free - gasLimit * maxFeePerGas, balance);
}

/** Once nothing waits to be sent any more, a signer that couldn't pay can. */
export async function noteRecovery(lane: Lane): Promise<void> {
  const { chain, signer, db } = lane;
  const [state] = await db
    .select({ status: signerStates.status })
    .from(signerStates)
    .where(and(eq(signerStates.chainId, chain.chainId), eq(signerStates.address, signer.address)));
  if (state?.status !== "waiting_funds") return;
  const open = await openTransactions(db, lane);
  if (open.every(({ status }) => status === "broadcast")) await noteFunds(lane, "ready");
}

/** Writes down how a signer is off, for the dashboard and `/ready`; says so in the log when that has changed. */
export async function noteFunds(lane: Lane, status: "ready" | "waiting_funds"): Promise<void> {
  const { address } = lane.signer;
  const { chainId, client } = lane.chain;
  const balance = await client.getBalance({ address });
  const { rows } = await lane.db.execute<{ changed: boolean }>(sql`
    with previous as (select status from ${signerStates} where chain_id = ${chainId} and address = ${address})
    insert into ${signerStates} (chain_id, address, status, balance)
    values (${chainId}, ${address}, ${status}, ${balance.toString()}::numeric)
    on conflict (chain_id, address) do update set status = ${status}, balance = excluded.balance, updated_at = now()
    returning (select status from previous) is distinct from ${status} as changed`);
  if (!rows[0]?.changed) return;
  if (status === "ready") lane.log.info({ address }, "the signer can pay");
  else
    lane.log.error(
      { address, balance: balance.toString() },
      "the signer can't pay: send it funds, and all goes on",
    );
}
