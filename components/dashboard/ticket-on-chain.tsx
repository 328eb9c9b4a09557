import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { DetailList } from "@/components/ui/detail-list";
import { StatusBadge } from "@/components/ui/status-badge";
import type { TicketOutput } from "@/lib/services/ticket/schema";
import { ChainSteps } from "./chain-steps";
import { formatCount } from "./format-count";
import { isUnderWay } from "./is-under-way";
import { LiveRefresh } from "./live-refresh";
import { TransactionLink } from "./transaction-link";

/** Where the ticket's latest change is on its way to the chain. */
export function TicketOnChain({ ticket }: { ticket: TicketOutput }) {
  const { chain, tokenId } = ticket;
  const live = isUnderWay(chain);
  return (
    <Card>
      <CardHeader title="On the chain" actions={<StatusBadge kind="chain" status={chain.state} />} />
      <CardBody className="pt-3 sm:pt-3">
        <LiveRefresh active={live} />
        {live ? <ChainSteps chain={chain} /> : null}
        <DetailList
          className={live ? "mt-4 border-t" : ""}
          details={[
            { label: "Token id", value: tokenId ? <TokenId tokenId={tokenId} /> : "Not minted yet" },
            ...(chain.txHash && !live
              ? [{ label: "Last transaction", value: <TransactionLink hash={chain.txHash} /> }]
              : []),
            ...(chain.blockNumber === null || live
              ? []
              : [{ label: "Block", value: formatCount(chain.blockNumber) }]),
          ]}
        />
      </CardBody>
    </Card>
  );
}

function TokenId({ tokenId }: { tokenId: string }) {
  return (
    <span className="inline-flex items-center gap-0.5">
      <code className="font-mono text-[0.8125rem]">{tokenId}</code>
      <CopyButton value={tokenId} what="token id" />
    </span>
  );
}
