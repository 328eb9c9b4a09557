"use client";

import { CircleAlert, CircleCheck } from "lucide-react";
import type { Address } from "viem";
import { useReadContract } from "wagmi";
import { shorten } from "@/components/ui/shorten";
import { Spinner } from "@/components/ui/spinner";
import { eventTicketsAbi } from "@/lib/chain/abi/event-tickets";
import { CHAIN_STATUSES } from "./read-owned-tokens";

type ChainProofProps = {
  contract: Address;
  tokenId: string;
  owner: string | null;
  status: string;
  /** A change is on its way to the chain, so the status may differ for a moment. */
  isUnderWay: boolean;
  /** Asked again whenever this changes. */
  version: string;
};

/** Asks the chain itself, from this browser, whether owner and status are what the page says. */
export function ChainProof({ contract, tokenId, owner, status, isUnderWay, version }: ChainProofProps) {
  const call = {
    address: contract,
    abi: eventTicketsAbi,
    args: [BigInt(tokenId)],
    scopeKey: version,
  } as const;
  const holder = useReadContract({ ...call, functionName: "ownerOf" });
  const state = useReadContract({ ...call, functionName: "statusOf" });

  if (holder.isError || state.isError) {
    return <Line icon={<CircleAlert className="text-warn" />}>Your browser could not ask the chain.</Line>;
  }
  if (holder.data === undefined || state.data === undefined) {
    return <Line icon={<Spinner />}>Your browser is asking the chain …</Line>;
  }
  const onChain = CHAIN_STATUSES[state.data] ?? "invalidated";
  if (holder.data !== owner) {
    return (
      <Line icon={<CircleAlert className="text-warn" />}>
        The chain names another owner: {shorten(holder.data)}. That is the one that counts.
      </Line>
    );
  }
  if (onChain === status) {
    return (
      <Line icon={<CircleCheck className="text-success" />}>
        Your browser asked the chain: owner and status are as shown.
      </Line>
    );
  }
  return isUnderWay ? (
    <Line icon={<Spinner />}>The chain still says {WORDS[onChain]}: the change is on its way there.</Line>
  ) : (
    <Line icon={<CircleAlert className="text-warn" />}>The chain says {WORDS[onChain]}.</Line>
  );
}

const WORDS = { valid: "valid", checked_in: "checked in", invalidated: "invalidated" } as const;

function Line({ icon, children }: { icon: React.ReactNode; children: React.ReactNode }) {
  return (
    <p
      role="status"
      className="flex items-start gap-2 text-muted-foreground text-sm [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0"
    >
      {icon}
      <span>{children}</span>
    </p>
  );
}
