import { and, eq, inArray } from "drizzle-orm";
import { encodeSetBaseUri, readBaseUri } from "@/lib/chain/base-uri";
import { transactions } from "@/lib/db/schema/pipeline";
import { currentFees } from "./batcher/fees";
import type { ChainPlace } from "./batcher/read-place";
import { storeTransaction } from "./batcher/store-transaction";
import type { Lane } from "./context";

/**
 * Makes `tokenURI` and `contractURI` of the lane's events point at `baseUri`, by a transaction of the same kind
 * as all others. Does nothing when they do, or when one that sets it is under way.
 * @returns whether they do.
 */
export async function ensureBaseUri(lane: Lane, place: ChainPlace, baseUri: string): Promise<boolean> {
  const { chain, signer } = lane;
  if ((await readBaseUri(chain, signer.address)) === baseUri) return true;
  if (await isConfiguring(lane)) return false;
  const data = encodeSetBaseUri(baseUri);
  const [fees, gas] = await Promise.all([
    currentFees(lane),
    chain.client.estimateGas({ account: signer.address, to: chain.factory, data }),
  ]);
  const call = { kind: "configure" as const, to: chain.factory, data, gas };
  await storeTransaction(lane, { call, actionIds: [], fees, place });
  lane.log.info({ baseUri, signer: signer.address }, "setting the metadata address");
  return false;
}

async function isConfiguring({ db, chain, signer }: Lane): Promise<boolean> {
  const open = await db
    .select({ id: transactions.id })
    .from(transactions)
    .where(
      and(
        eq(transactions.chainId, chain.chainId),
        eq(transactions.signer, signer.address),
        eq(transactions.kind, "configure"),
        inArray(transactions.status, ["signed", "broadcast"]),
      ),
    );
  return open.length > 0;
}
