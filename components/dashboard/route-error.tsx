"use client";

import Link from "next/link";
import { Button } from "@/components/ui/button";
import { errorDigest } from "@/components/ui/error-digest";
import { ErrorState } from "@/components/ui/error-state";

/** A page that could not be drawn. What happened is in the server's log, under the reference. */
export function RouteError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <ErrorState
      title="This page could not be shown"
      description="Something failed on our side. Nothing you did is lost; trying again often helps."
      reference={errorDigest(error)}
      action={
        <>
          <Button onClick={() => retry()}>Try again</Button>
          <Button asChild variant="secondary">
            <Link href="/dashboard">To the dashboard</Link>
          </Button>
        </>
      }
    />
  );
}
