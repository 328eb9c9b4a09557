"use client";

import { ChevronRight } from "lucide-react";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { GuestList } from "./guest-list";
import { GUEST_LIST_COLUMNS, type GuestListColumn, isGuestListColumn } from "./guest-list-columns";

type TicketImportColumnsProps = {
  headers: GuestList["headers"];
  onChange: (columns: (GuestListColumn | null)[]) => void;
};

/** What each column of the file was taken for, to look at and to put right. */
export function TicketImportColumns({ headers, onChange }: TicketImportColumnsProps) {
  if (headers.length === 0) return null;
  const unknown = headers.filter(({ text, column }) => column === null && text !== "");

  const choose = (index: number, value: string) => {
    const chosen = isGuestListColumn(value) ? value : null;
    onChange(
      headers.map(({ column }, at) => {
        if (at === index) return chosen;
        return column === chosen ? null : column;
      }),
    );
  };

  return (
    <details className="group/columns" open={unknown.length === headers.length || undefined}>
      <summary className="-mx-2 flex min-h-11 cursor-pointer list-none items-center gap-2 rounded-control px-2 text-sm [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden="true"
          className="size-4 shrink-0 text-muted-foreground transition-transform group-open/columns:rotate-90"
        />
        <span>
          <span className="font-medium">
            {headers.length - unknown.length} of {headers.length} columns are used
          </span>
          {unknown.length > 0 ? (
            <span className="text-muted-foreground">
              {" "}
              · not used: {unknown.map(({ text }) => `“${text}”`).join(", ")}
            </span>
          ) : null}
        </span>
      </summary>
      <div className="mt-3 grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {headers.map(({ text, column }, index) => (
          <Field
            // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other identity, and their order is the file's.
            key={index}
            label={text || `Column ${index + 1}`}
          >
            <Select value={column ?? ""} onChange={({ target }) => choose(index, target.value)}>
              <option value="">Not used</option>
              {Object.entries(GUEST_LIST_COLUMNS).map(([name, { label }]) => (
                <option key={name} value={name}>
                  {label}
                </option>
              ))}
            </Select>
          </Field>
        ))}
      </div>
    </details>
  );
}
