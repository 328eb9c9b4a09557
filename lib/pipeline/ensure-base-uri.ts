import { and, eq, inArray } from "drizzle-orm";
import { encodeSetBaseUri, readBaseUri } from "@/lib/chain/base-uri";
import { transactions } from "@/lib/db/schema/pipeline";
import { storeTransaction } from "./batcher/store-transaction";
import type { PipelineContext } from "./context";

/**
 * Makes `tokenURI` and `contractURI` of this server's events point at `baseUri`, by a transaction of the same kind
 * as all others. Does nothing when they do, or when one that sets it is under way.
 * @returns whether they do.
 */
export async function ensureBaseUri(ctx: PipelineContext, baseUri: string): Promise<boolean> {
  const { chain } = ctx;
  if ((await readBaseUri(chain)) === baseUri) return true;
  if (await isConfiguring(ctx)) return false;
  const data = encodeSetBaseUri(baseUri);
  const [fees, chainNonce, gas] = await Promise.all([
    chain.client.estimateFeesPerGas(),
    chain.client.getTransactionCount({ address: chain.signer.address, blockTag: "latest" }),
    chain.client.estimateGas({ account: chain.signer.address, to: chain.factory, data }),
  ]);
  const call = { kind: "configure" as const, to: chain.factory, data, gas };
  await storeTransaction(ctx, { call, actionIds: [], fees, chainNonce });
  ctx.log.info({ baseUri }, "setting the metadata address");
  return false;
}

async function isConfiguring({ db, chain }: PipelineContext): Promise<boolean> {
  const open = await db
    .select({ id: transactions.id })
    .from(transactions)
    .where(
      and(
        eq(transactions.chainId, chain.chainId),
        eq(transactions.kind, "configure"),
        inArray(transactions.status, ["signed", "broadcast"]),
      ),
    );
  return open.length > 0;
}
