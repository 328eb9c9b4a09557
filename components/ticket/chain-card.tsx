import { isAddress } from "viem";
import { isUnderWay } from "@/components/dashboard/is-under-way";
import { TransactionLink } from "@/components/dashboard/transaction-link";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { DetailList } from "@/components/ui/detail-list";
import { Hash } from "@/components/ui/hash";
import type { PublicTicketOutput } from "@/lib/services/ticket/schema";
import { ChainProof } from "./chain-proof";
import { ChainTrack } from "./chain-track";
import { explorerLink } from "./explorer-link";
import { ticketVersion } from "./ticket-version";

type ChainCardProps = {
  ticket: PublicTicketOutput;
  chain: { name: string; explorerUrl: string | null };
};

/** Who owns the ticket and where that is written down. */
export function ChainCard({ ticket, chain }: ChainCardProps) {
  const { event, tokenId, owner } = ticket;
  const { state, txHash, blockNumber } = ticket.chain;
  const link = (address: string) => explorerLink(chain.explorerUrl, address);
  const contract = event.contractAddress;
  return (
    <Card>
      <CardHeader title="On the chain" />
      <CardBody className="grid gap-4">
        {state === "failed" ? null : <ChainTrack state={state} />}
        <DetailList
          details={[
            {
              label: "Owner",
              value: owner ? (
                ticket.custody ? (
                  "In the contract's custody"
                ) : (
                  <Hash value={owner} what="owner's address" href={link(owner)} />
                )
              ) : (
                "Nobody yet"
              ),
            },
            ...(contract
              ? [
                  {
                    label: "Contract",
                    value: <Hash value={contract} what="contract address" href={link(contract)} />,
                  },
                ]
              : []),
            {
              label: "Token id",
              value: tokenId ? (
                <span className="inline-flex items-center gap-0.5 font-mono text-[0.8125rem] tabular-nums">
                  {tokenId}
                  <CopyButton value={tokenId} what="token id" className="-mr-2 touch:-mr-3" />
                </span>
              ) : (
                "Not minted yet"
              ),
            },
            { label: "Chain", value: chain.name },
            ...(txHash
              ? [
                  {
                    label: "Latest transaction",
                    value: <TransactionLink hash={txHash} />,
                  },
                ]
              : []),
            ...(blockNumber === null
              ? []
              : [{ label: "In block", value: <span className="tabular-nums">{blockNumber}</span> }]),
          ]}
        />
        {contract && isAddress(contract) && tokenId ? (
          <ChainProof
            contract={contract}
            tokenId={tokenId}
            owner={owner}
            status={ticket.status}
            isUnderWay={isUnderWay(ticket.chain)}
            version={ticketVersion(ticket)}
          />
        ) : null}
      </CardBody>
    </Card>
  );
}
