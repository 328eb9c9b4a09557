"use client";

import { unparse } from "papaparse";
import { Alert } from "@/components/ui/alert";
import { DownloadCsv } from "./download-csv";
import { countOf } from "./format-count";
import type { Issued } from "./issued";

type ClaimCodesProps = { tickets: Issued["tickets"]; eventName: string };

/** The server keeps only hashes of claim codes, so this is the one moment at which they can be taken along. */
export function ClaimCodes({ tickets, eventName }: ClaimCodesProps) {
  const kept = tickets.filter(({ claimToken }) => claimToken !== undefined);
  if (kept.length === 0) return null;
  return (
    <Alert tone="warn" title={`${countOf(kept.length, "ticket")} without a wallet`}>
      <p className="max-w-prose">
        The contract keeps{" "}
        {kept.length === 1 ? "it until its guest claims it" : "them until their guests claim them"} with a
        code. The codes are shown this once only: whoever has one can claim the ticket.
      </p>
      <DownloadCsv
        variant="secondary"
        className="mt-3"
        fileName={`${eventName} – claim codes.csv`}
        csv={() => claimCodesCsv(kept)}
      >
        Download claim codes
      </DownloadCsv>
    </Alert>
  );
}

function claimCodesCsv(tickets: Issued["tickets"]): string {
  return unparse(
    {
      fields: ["Ticket", "External id", "Name", "E-mail", "Claim code"],
      data: tickets.map((ticket) => [
        ticket.id,
        ticket.externalId ?? "",
        ticket.attendee?.name ?? "",
        ticket.email ?? "",
        ticket.claimToken ?? "",
      ]),
    },
    { escapeFormulae: true },
  );
}
