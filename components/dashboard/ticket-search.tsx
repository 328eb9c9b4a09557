"use client";

import { Search } from "lucide-react";
import { usePathname, useRouter } from "next/navigation";
import { useEffect, useRef, useState, useTransition } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Spinner } from "@/components/ui/spinner";
import type { TicketOutput } from "@/lib/services/ticket/schema";

type Status = TicketOutput["status"];

const STATUSES = {
  valid: "Valid",
  checked_in: "Checked in",
  invalidated: "Invalidated",
  pending: "Issuing",
  failed: "Failed",
} as const satisfies Record<Status, string>;

const PAUSE_MS = 250;

/** Filters the table below. What is looked for stands in the address, so that reload, back and sharing keep it. */
export function TicketSearch({ search, status }: { search: string; status: Status | "" }) {
  const router = useRouter();
  const pathname = usePathname();
  const { text, setText, setAsked } = useSearchText(search);
  const [isPending, startTransition] = useTransition();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const show = (filter: { search: string; status: string }) => {
    clearTimeout(timer.current);
    setAsked(filter.search.trim());
    const query = new URLSearchParams();
    if (filter.search.trim()) query.set("search", filter.search.trim());
    if (filter.status) query.set("status", filter.status);
    startTransition(() =>
      router.replace(query.size > 0 ? `${pathname}?${query}` : pathname, { scroll: false }),
    );
  };
  const type = (value: string) => {
    setText(value);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => show({ search: value, status }), PAUSE_MS);
  };

  return (
    <search>
      <form
        className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_12rem]"
        onSubmit={(event) => {
          event.preventDefault();
          show({ search: text, status });
        }}
      >
        <Field label="Search tickets" hideLabel>
          <Input
            type="search"
            name="search"
            value={text}
            maxLength={200}
            autoComplete="off"
            placeholder="Name, e-mail, external id or token id"
            leading={isPending ? <Spinner /> : <Search aria-hidden="true" />}
            onChange={(event) => type(event.target.value)}
          />
        </Field>
        <Field label="Status" hideLabel>
          <Select
            name="status"
            value={status}
            onChange={(event) => show({ search: text, status: event.target.value })}
          >
            <option value="">Any status</option>
            {Object.entries(STATUSES).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
      </form>
    </search>
  );
}

/** What stands in the field: what is typed, until a link or the way back puts another search into the address. */
function useSearchText(search: string) {
  const [text, setText] = useState(search);
  const [asked, setAsked] = useState(search);
  const [heard, setHeard] = useState(search);
  if (search !== heard) {
    setHeard(search);
    if (search !== asked) setText(search);
  }
  return { text, setText, setAsked };
}
