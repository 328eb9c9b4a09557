"use client";

import Link from "next/link";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Progress, type ProgressSegment } from "@/components/ui/progress";
import type { BatchOutput } from "@/lib/services/batch/schema";
import { countOf, formatCount } from "./format-count";
import { type BatchCounts, useBatchProgress } from "./use-batch-progress";

type BatchProgressProps = { batch: BatchOutput; eventPath: string };

/** Tickets on their way to the chain. Its address holds the batch, so it can be left and come back to. */
export function BatchProgress({ batch: initial, eventPath }: BatchProgressProps) {
  const { batch, isDone, isLost } = useBatchProgress(initial);
  const { total } = batch;
  return (
    <Card>
      <CardHeader
        title={isDone ? "Done" : `Issuing ${countOf(total, "ticket")}`}
        description={isDone ? undefined : "You can close this page: it goes on without you."}
      />
      <CardBody className="flex flex-col gap-5">
        <Progress
          label="Tickets confirmed on the chain"
          max={total}
          legend
          segments={segmentsOf(batch, isDone)}
        />
        {isLost && !isDone ? (
          <Alert tone="warn">The connection was lost. Trying again; your tickets are not affected.</Alert>
        ) : null}
        {isDone ? <Outcome batch={batch} eventPath={eventPath} /> : null}
        <p aria-live="polite" className="sr-only">
          {announce(batch, isDone)}
        </p>
      </CardBody>
    </Card>
  );
}

/** Confirmed first, as the bar fills from there. What is empty is left out once nothing moves any more. */
function segmentsOf(
  { confirmed, submitted, queued, failed }: BatchCounts,
  isDone: boolean,
): ProgressSegment[] {
  return [
    { label: "confirmed on chain", value: confirmed, tone: "success" },
    ...(isDone ? [] : [{ label: "submitted", value: submitted, tone: "info" } as const]),
    ...(failed > 0 ? [{ label: "failed", value: failed, tone: "danger" } as const] : []),
    ...(isDone ? [] : [{ label: "queued", value: queued, tone: "neutral" } as const]),
  ];
}

function Outcome({ batch, eventPath }: { batch: BatchCounts; eventPath: string }) {
  const { confirmed, failed } = batch;
  return (
    <>
      {confirmed > 0 ? (
        <Alert tone="success" title={`${countOf(confirmed, "ticket")} confirmed on chain`}>
          Each is a token of its own, with the guest it was issued to.
        </Alert>
      ) : null}
      {failed > 0 ? (
        <Alert tone="danger" title={`${countOf(failed, "ticket")} could not be issued`}>
          <p>
            The chain refused {failed === 1 ? "it" : "them"}; the rest is not affected.{" "}
            <Link href={`${eventPath}/tickets?status=failed`} className="underline underline-offset-4">
              See which
            </Link>
          </p>
        </Alert>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button asChild>
          <Link href={`${eventPath}/tickets`}>See the tickets</Link>
        </Button>
        <Button asChild variant="secondary">
          <Link href={`${eventPath}/issue`}>Issue more</Link>
        </Button>
      </div>
    </>
  );
}

/** In steps of a tenth, or a screen reader would never be silent. */
function announce({ total, confirmed, failed }: BatchCounts, isDone: boolean): string {
  if (isDone) {
    return `Done. ${formatCount(confirmed)} confirmed on chain${failed ? `, ${formatCount(failed)} failed` : ""}.`;
  }
  const tenth = Math.floor((10 * confirmed) / Math.max(total, 1)) * 10;
  return `${tenth} % of ${countOf(total, "ticket")} confirmed on chain.`;
}
