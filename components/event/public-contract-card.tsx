import { explorerLink } from "@/components/ticket/explorer-link";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { DetailList } from "@/components/ui/detail-list";
import { Hash } from "@/components/ui/hash";
import { StatusBadge } from "@/components/ui/status-badge";
import type { PublicEventOutput } from "@/lib/services/event/schema";

type PublicContractCardProps = {
  event: Pick<PublicEventOutput, "contractAddress" | "chainId" | "chain">;
  chain: { name: string; explorerUrl: string | null };
};

/** Where the event's tickets are kept, for those who want to look for themselves. */
export function PublicContractCard({ event, chain }: PublicContractCardProps) {
  const { contractAddress: address } = event;
  if (!address) return null;
  return (
    <Card>
      <CardHeader title="Contract" />
      <CardBody className="pt-3 sm:pt-3">
        <DetailList
          details={[
            {
              label: "Address",
              value: (
                <Hash
                  value={address}
                  what="contract address"
                  href={explorerLink(chain.explorerUrl, address)}
                />
              ),
            },
            { label: "Chain", value: `${chain.name} (${event.chainId})` },
            ...(event.chain
              ? [{ label: "Deployment", value: <StatusBadge kind="chain" status={event.chain.state} /> }]
              : []),
          ]}
        />
      </CardBody>
    </Card>
  );
}
