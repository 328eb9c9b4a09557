"use client";

import { FileSpreadsheet, X } from "lucide-react";
import { countOf, formatCount } from "@/components/dashboard/format-count";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { GuestList, GuestRow, IssuableType } from "./guest-list";

type TicketImportSummaryProps = {
  fileName: string;
  list: GuestList;
  /** The list's rows, with what the server had against them. */
  rows: readonly GuestRow[];
  ticketTypes: readonly IssuableType[];
  defaultTypeId: string;
  onDefaultType: (typeId: string) => void;
  onRemove: () => void;
};

/** The file, and what would come of it. */
export function TicketImportSummary(props: TicketImportSummaryProps) {
  const { fileName, list, rows, ticketTypes, defaultTypeId, onDefaultType, onRemove } = props;
  return (
    <>
      <div className="flex items-start gap-3">
        <span className="grid size-10 shrink-0 place-items-center rounded-control bg-primary-soft text-primary-soft-foreground">
          <FileSpreadsheet aria-hidden="true" className="size-5" />
        </span>
        <div className="min-w-0 flex-1">
          <h2 className="break-words font-semibold text-heading leading-tight">{fileName}</h2>
          <p className="text-muted-foreground text-sm" aria-live="polite">
            {countOf(rows.length, "row")}
            {list.problems.length === 0 ? `, ${destinations(rows)}` : null}
          </p>
        </div>
        <Button variant="ghost" size="icon" aria-label="Remove the file" onClick={onRemove}>
          <X aria-hidden="true" />
        </Button>
      </div>
      {list.problems.length === 0 ? <PerType rows={rows} ticketTypes={ticketTypes} /> : null}
      {list.rowsWithoutType > 0 ? (
        <Field
          label={`${countOf(list.rowsWithoutType, "row")} without a ticket type: which do they get?`}
          className="max-w-md"
        >
          <Select value={defaultTypeId} onChange={({ target }) => onDefaultType(target.value)}>
            <option value="">Not chosen yet</option>
            {ticketTypes.map(({ id, name, available }) => (
              <option key={id} value={id}>{`${name} (${formatCount(available)} left)`}</option>
            ))}
          </Select>
        </Field>
      ) : null}
    </>
  );
}

/** How many of each type would be issued, and what would be left of it. */
function PerType({ rows, ticketTypes }: Pick<TicketImportSummaryProps, "rows" | "ticketTypes">) {
  const counts = new Map<string, number>();
  for (const { ticket } of rows) {
    if (ticket) counts.set(ticket.ticketTypeId, (counts.get(ticket.ticketTypeId) ?? 0) + 1);
  }
  const concerned = ticketTypes.filter(({ id }) => counts.has(id));
  if (concerned.length === 0) return null;
  return (
    <ul className="grid gap-2 text-sm sm:grid-cols-[repeat(auto-fit,minmax(14rem,1fr))]">
      {concerned.map(({ id, name, available }) => {
        const count = counts.get(id) ?? 0;
        return (
          <li
            key={id}
            className="flex items-baseline justify-between gap-4 rounded-control bg-muted px-3 py-2"
          >
            <span className="min-w-0 truncate font-medium">{name}</span>
            <span className="whitespace-nowrap tabular-nums">
              {formatCount(count)}{" "}
              <span className="text-muted-foreground">· {formatCount(available - count)} left</span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** `300 to wallets, 190 by e-mail, 7 kept to be claimed`. */
function destinations(rows: readonly GuestRow[]): string {
  const tickets = rows.flatMap(({ ticket }) => ticket ?? []);
  const wallets = tickets.filter(({ to }) => to).length;
  const mails = tickets.filter(({ to, email }) => !to && email).length;
  const kept = tickets.length - wallets - mails;
  const parts = [
    wallets > 0 && `${formatCount(wallets)} to ${wallets === 1 ? "a wallet" : "wallets"}`,
    mails > 0 && `${formatCount(mails)} by e-mail`,
    kept > 0 && `${formatCount(kept)} kept to be claimed`,
  ];
  return parts.filter(Boolean).join(", ") || "none that can be issued";
}
