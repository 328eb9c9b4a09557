"use client";

import { CircleAlert, CircleCheck } from "lucide-react";
import { type ReactNode, useState } from "react";
import { countOf, formatCount } from "@/components/dashboard/format-count";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { shorten } from "@/components/ui/shorten";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { GuestRow } from "./guest-list";
import type { GuestListColumn } from "./guest-list-columns";

const STEP = 50;

/** Every row as it was read; those with problems first, where there are any. */
export function TicketImportPreview({ rows }: { rows: readonly GuestRow[] }) {
  const bad = rows.filter(({ problems }) => problems.length > 0);
  const [wantsBad, setWantsBad] = useState(true);
  const [shownMax, setShownMax] = useState(STEP);
  const onlyBad = wantsBad && bad.length > 0;
  const chosen = onlyBad ? bad : rows;
  const shown = chosen.slice(0, shownMax);

  const choose = (onlyProblems: boolean) => {
    setWantsBad(onlyProblems);
    setShownMax(STEP);
  };

  return (
    <Card className="overflow-hidden">
      <div className="flex flex-wrap items-center justify-between gap-3 px-4 pt-4 pb-3 sm:px-6">
        <h2 className="font-semibold text-heading">Preview</h2>
        {bad.length > 0 ? (
          <fieldset className="flex gap-1 rounded-control bg-muted p-1">
            <legend className="sr-only">Which rows are shown</legend>
            <FilterButton active={onlyBad} onClick={() => choose(true)}>
              With problems {formatCount(bad.length)}
            </FilterButton>
            <FilterButton active={!onlyBad} onClick={() => choose(false)}>
              All {formatCount(rows.length)}
            </FilterButton>
          </fieldset>
        ) : (
          <p className="inline-flex items-center gap-1.5 text-sm text-success">
            <CircleCheck aria-hidden="true" className="size-4" />
            Every row is good
          </p>
        )}
      </div>
      <Table caption={onlyBad ? "Rows with problems" : "Rows of the guest list"}>
        <TableHeader>
          <TableRow>
            <TableHead>Row</TableHead>
            <TableHead>Name</TableHead>
            <TableHead>E-mail or wallet</TableHead>
            <TableHead>Ticket type</TableHead>
            <TableHead>External id</TableHead>
            <TableHead>Seat</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {shown.map((row) => (
            <PreviewRow key={row.number} row={row} />
          ))}
        </TableBody>
      </Table>
      {chosen.length > shown.length ? (
        <div className="flex items-center justify-center gap-4 border-t px-4 py-3">
          <p className="text-muted-foreground text-sm">
            {formatCount(shown.length)} of {countOf(chosen.length, "row")}
          </p>
          <Button variant="secondary" size="sm" onClick={() => setShownMax(shownMax + 4 * STEP)}>
            Show more
          </Button>
        </div>
      ) : null}
    </Card>
  );
}

type FilterButtonProps = { active: boolean; onClick: () => void; children: ReactNode };

function FilterButton({ active, onClick, children }: FilterButtonProps) {
  return (
    <button
      type="button"
      aria-pressed={active}
      onClick={onClick}
      className={cn(
        "cursor-pointer whitespace-nowrap rounded-[0.5rem] px-3 py-1 text-sm touch:min-h-10",
        active ? "bg-card font-medium shadow-raised" : "text-muted-foreground hover:text-foreground",
      )}
    >
      {children}
    </button>
  );
}

function PreviewRow({ row }: { row: GuestRow }) {
  const { cells, problems } = row;
  const isBad = problems.length > 0;
  const seat = [cells.section, cells.row, cells.seat].filter(Boolean).join(" · ");
  const bad = (...columns: GuestListColumn[]) =>
    problems.some(({ column }) => column && columns.includes(column)) ? "text-danger" : "";
  return (
    <>
      <TableRow className={cn(isBad && "max-md:border-b-0 max-md:pb-2 md:hover:bg-transparent")}>
        <TableCell label="Row" className="text-muted-foreground tabular-nums">
          {row.number}
        </TableCell>
        <TableCell main className={bad("name")}>
          <span className="min-w-0 break-words">{row.name || "–"}</span>
        </TableCell>
        <TableCell label="To" className={bad("email", "wallet")}>
          <span className="min-w-0 break-all max-md:text-right">
            {cells.wallet ? (
              <code title={cells.wallet} className="block font-mono text-[0.8125rem]">
                {bad("wallet") ? cells.wallet : shorten(cells.wallet)}
              </code>
            ) : null}
            {cells.email ?? null}
            {cells.wallet || cells.email ? null : (
              <span className="text-muted-foreground">Kept to be claimed</span>
            )}
          </span>
        </TableCell>
        <TableCell label="Type" className={bad("ticketType")}>
          {row.typeName ?? cells.ticketType ?? "–"}
        </TableCell>
        <TableCell
          label="External id"
          className={cn("break-all", !cells.externalId && "max-md:hidden", bad("externalId"))}
        >
          {cells.externalId ?? "–"}
        </TableCell>
        <TableCell label="Seat" className={cn(!seat && "max-md:hidden", bad("section", "row", "seat"))}>
          {seat || "–"}
        </TableCell>
      </TableRow>
      {isBad ? (
        <TableRow className="max-md:pt-0 md:border-t-0 md:hover:bg-transparent">
          <TableCell colSpan={6} className="md:pt-0">
            <ul className="flex w-full flex-col gap-1 rounded-control bg-danger-soft px-3 py-2 text-danger-soft-foreground text-sm">
              {problems.map(({ column, message }) => (
                <li key={`${column}${message}`} className="flex items-start gap-2">
                  <CircleAlert aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
                  <span className="min-w-0 break-words">{message}</span>
                </li>
              ))}
            </ul>
          </TableCell>
        </TableRow>
      ) : null}
    </>
  );
}
