import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { DetailList } from "@/components/ui/detail-list";
import { Hash } from "@/components/ui/hash";
import type { ChainState } from "@/lib/services/action/schema";
import { ChainSteps } from "./chain-steps";
import { formatCount } from "./format-count";
import { isUnderWay } from "./is-under-way";
import { LiveRefresh } from "./live-refresh";
import { TransactionLink } from "./transaction-link";

type EventOnChainProps = {
  chain: ChainState;
  contractAddress: string;
  chainName: string;
  explorerUrl: string | null;
  ownerAddress: string;
};

/** The event's contract: on its way, or there, with the proof. */
export function EventOnChain(props: EventOnChainProps) {
  const { chain, contractAddress, chainName, explorerUrl, ownerAddress } = props;
  const live = isUnderWay(chain);
  return (
    <Card>
      <CardHeader
        title={live ? "Publishing" : "On the chain"}
        description={live ? "You can leave this page: it goes on without you." : undefined}
      />
      <CardBody className="pt-3 sm:pt-3">
        <LiveRefresh active={live} />
        {live ? <ChainSteps chain={chain} /> : null}
        <DetailList
          className={live ? "mt-4 border-t" : ""}
          details={[
            {
              label: "Contract",
              value: (
                <Hash
                  value={contractAddress}
                  what="contract address"
                  href={explorerUrl && !live ? `${explorerUrl}/address/${contractAddress}` : undefined}
                />
              ),
            },
            { label: "Chain", value: chainName },
            { label: "Owner", value: <Hash value={ownerAddress} what="owner's address" /> },
            ...(chain.txHash && !live
              ? [{ label: "Deployed in", value: <TransactionLink hash={chain.txHash} /> }]
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
