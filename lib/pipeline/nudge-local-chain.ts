import { sql } from "drizzle-orm";
import { LOCAL_CHAIN_ID } from "@/lib/env";
import type { PipelineContext } from "./context";

/**
 * The local chain mines when there is something to mine, so what waits for a block to become final would wait for ever: one
 * more empty block is mined for it. Does nothing on other chains.
 */
export async function nudgeLocalChain(ctx: PipelineContext): Promise<void> {
  if (ctx.chain.chainId !== LOCAL_CHAIN_ID || !(await isWaitedFor(ctx))) return;
  await ctx.chain.client.request({ method: "evm_mine" } as never);
}

/** Something reverted and isn't queued again, or waits at a nonce that the chain has seen used. */
async function isWaitedFor({ db, chain }: PipelineContext): Promise<boolean> {
  const { rows } = await db.execute<{ signer: `0x${string}`; nonce: number; reverted: boolean }>(sql`
    select t.signer, min(t.nonce)::int as nonce, bool_or(t.status = 'reverted') as reverted
    from transactions t
    where t.chain_id = ${chain.chainId}
      and (t.status in ('signed', 'broadcast')
        or t.status = 'reverted' and exists (select 1 from actions a where a.transaction_id = t.id and a.status = 'submitted'))
    group by t.signer`);
  for (const { signer, nonce, reverted } of rows) {
    if (reverted || nonce < (await chain.client.getTransactionCount({ address: signer }))) return true;
  }
  return false;
}
