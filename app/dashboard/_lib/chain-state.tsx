import "server-only";
import { cache } from "react";
import { ChainStatus } from "@/components/dashboard/chain-status";
import { ChainWarnings } from "@/components/dashboard/chain-warnings";
import type { Context } from "@/lib/services/context";
import { readiness } from "@/lib/services/health/readiness";

/** Read once for all of a page: `ctx` is the request's own. Draw these in a Suspense: a slow chain must not hold the page up. */
const readState = cache(readiness);

type Props = { ctx: Context };

/** What the organiser, or whoever runs their server, should look after. */
export async function ChainAttention({ ctx }: Props) {
  const { warnings } = await readState(ctx);
  return <ChainWarnings warnings={warnings} />;
}

/** How the chain is, in a line. */
export async function ChainLine({ ctx }: Props) {
  return <ChainStatus state={await readState(ctx)} />;
}
