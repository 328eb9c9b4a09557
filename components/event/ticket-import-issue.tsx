"use client";

import { Ticket } from "lucide-react";
import { useRef, useState } from "react";
import { DownloadCsv } from "@/components/dashboard/download-csv";
import { countOf } from "@/components/dashboard/format-count";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import type { GuestRow } from "./guest-list";
import { rowsToMend } from "./guest-list-template";

type TicketImportIssueProps = {
  rows: readonly GuestRow[];
  ready: readonly GuestRow[];
  isSkipping: boolean;
  isSending: boolean;
  failure: string | null;
  onSkip: (isSkipping: boolean) => void;
  onIssue: () => void;
};

/** The last step. Rows with problems are left out only by somebody who says so. */
export function TicketImportIssue(props: TicketImportIssueProps) {
  const { rows, ready, isSkipping, isSending, failure, onSkip, onIssue } = props;
  const skip = useRef<HTMLButtonElement>(null);
  const [isAsked, setAsked] = useState(false);
  const bad = rows.filter(({ problems }) => problems.length > 0);
  const needsConsent = bad.length > 0 && !isSkipping;

  const press = () => {
    if (!needsConsent) return onIssue();
    setAsked(true);
    skip.current?.focus();
  };

  return (
    <div className="flex flex-col gap-4 border-t px-5 py-5 sm:px-6">
      {failure ? (
        <Alert tone="danger" title="Not issued">
          {failure}
        </Alert>
      ) : null}
      {bad.length > 0 ? (
        <Alert
          tone="warn"
          title={`${countOf(bad.length, "row")} can't become ${bad.length === 1 ? "a ticket" : "tickets"}`}
        >
          <p>
            Mend the file and choose it again. Or issue the good rows now, and the others when they are
            mended.
          </p>
          <DownloadCsv
            variant="link"
            className="mt-1 whitespace-normal text-left text-current"
            fileName="guests-to-mend.csv"
            csv={() => rowsToMend(bad)}
          >
            Download {bad.length === 1 ? "this row" : `these ${bad.length} rows`} with what is wrong
          </DownloadCsv>
          {ready.length > 0 ? (
            <div className="mt-3 text-foreground">
              <Checkbox
                ref={skip}
                checked={isSkipping}
                aria-invalid={isAsked && needsConsent}
                onCheckedChange={(checked) => onSkip(checked === true)}
                label={`Leave ${bad.length === 1 ? "this row" : `these ${bad.length} rows`} out`}
                hint={
                  isAsked && needsConsent ? (
                    <span className="text-danger">Tick this to issue the others without them.</span>
                  ) : undefined
                }
              />
            </div>
          ) : null}
        </Alert>
      ) : null}
      {ready.length > 0 ? (
        <div className="flex flex-wrap items-center justify-end gap-x-4 gap-y-3">
          <p className="text-muted-foreground text-sm">Issued tickets can be invalidated, but not unmade.</p>
          <Button size="lg" loading={isSending} onClick={press} className="max-sm:w-full">
            <Ticket aria-hidden="true" />
            Issue {countOf(ready.length, "ticket")}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
