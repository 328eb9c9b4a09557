"use client";

import { ArrowUpRight } from "lucide-react";
import type { Hash } from "viem";
import { useTransactionReceipt } from "wagmi";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { DetailList } from "@/components/ui/detail-list";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { shorten } from "@/components/ui/shorten";
import { Skeleton } from "@/components/ui/skeleton";
import { useSession } from "@/components/wallet/session-provider";
import { formatCount } from "./format-count";

type TransactionLinkProps = { hash: string; className?: string };

/**
 * A transaction: on the block explorer where there is one. The local chain has none, so what its node knows about the
 * transaction is shown here instead.
 */
export function TransactionLink({ hash, className }: TransactionLinkProps) {
  const { config } = useSession();
  const text = <code className="font-mono text-[0.8125rem]">{shorten(hash)}</code>;
  if (config.explorerUrl) {
    return (
      <Button asChild variant="link" className={className}>
        <a href={`${config.explorerUrl}/tx/${hash}`} target="_blank" rel="noreferrer" title={hash}>
          {text}
          <ArrowUpRight aria-hidden="true" className="size-3.5" />
          <span className="sr-only">(opens the transaction in a new tab)</span>
        </a>
      </Button>
    );
  }
  return (
    <Dialog>
      <DialogTrigger asChild>
        <Button variant="link" className={className} title={hash}>
          <span className="sr-only">Show transaction </span>
          {text}
        </Button>
      </DialogTrigger>
      <DialogContent title="Transaction" description={`On ${config.chainName}, which has no block explorer.`}>
        <div className="flex flex-col gap-4">
          <div className="flex items-start gap-2 rounded-control bg-muted p-3">
            <code className="min-w-0 flex-1 break-all font-mono text-sm">{hash}</code>
            <CopyButton value={hash} what="transaction hash" />
          </div>
          {isHash(hash) ? <Receipt hash={hash} /> : null}
        </div>
      </DialogContent>
    </Dialog>
  );
}

/** Asked for when the dialog opens, from the chain itself. */
function Receipt({ hash }: { hash: Hash }) {
  const { data: receipt, isError } = useTransactionReceipt({ hash });
  if (isError) return <Alert tone="info">The chain has not included it in a block yet.</Alert>;
  if (!receipt) return <Skeleton className="h-40" />;
  return (
    <DetailList
      details={[
        { label: "Result", value: receipt.status === "success" ? "Succeeded" : "Reverted" },
        { label: "Block", value: formatCount(Number(receipt.blockNumber)) },
        { label: "Events in it", value: formatCount(receipt.logs.length) },
        { label: "Gas used", value: formatCount(Number(receipt.gasUsed)) },
        { label: "Signed by", value: <Address value={receipt.from} /> },
        ...(receipt.to ? [{ label: "Contract", value: <Address value={receipt.to} /> }] : []),
      ]}
    />
  );
}

function Address({ value }: { value: string }) {
  return (
    <code title={value} className="font-mono text-[0.8125rem]">
      {shorten(value)}
    </code>
  );
}

function isHash(text: string): text is Hash {
  return /^0x[0-9a-f]{64}$/i.test(text);
}
