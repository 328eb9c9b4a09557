"use client";

import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { type ApiFieldError, ApiProblem } from "@/components/api/api-problem";
import { problemMessage } from "@/components/api/problem-message";
import { useApiWrite } from "@/components/api/use-api-write";
import { type Issued, issuedAnswer } from "@/components/dashboard/issued";
import type { EventOutput } from "@/lib/services/event/schema";
import type { GuestRow, TicketToIssue } from "./guest-list";
import type { GuestListColumn } from "./guest-list-columns";
import { parseGuestList } from "./parse-guest-list";
import { readTextFile } from "./read-text-file";
import { withServerProblems } from "./with-server-problems";

type ImportState = {
  file: { name: string; text: string } | null;
  isReading: boolean;
  /** For rows without a type; empty: not chosen. */
  defaultTypeId: string;
  /** As a person put them; null: as guessed. */
  columns: readonly (GuestListColumn | null)[] | null;
  /** Rows with problems are left out, because somebody said so. */
  isSkipping: boolean;
  isSending: boolean;
  failure: string | null;
  /** What the server had against the last attempt. */
  refused: { sent: readonly GuestRow[]; errors: readonly ApiFieldError[] } | null;
};

const START: ImportState = {
  file: null,
  isReading: false,
  defaultTypeId: "",
  columns: null,
  isSkipping: false,
  isSending: false,
  failure: null,
  refused: null,
};

/** What stands behind the import of a guest list. Nothing is sent before `issue`. */
export function useTicketImport(
  event: Pick<EventOutput, "id" | "ticketTypes">,
  onIssued: (issued: Issued) => void,
) {
  const router = useRouter();
  const write = useApiWrite();
  const [state, setState] = useState(START);
  const update = (changes: Partial<ImportState>) => setState((before) => ({ ...before, ...changes }));

  const { file, columns, defaultTypeId, refused } = state;
  const list = useMemo(
    () =>
      file &&
      parseGuestList(file.text, {
        ticketTypes: event.ticketTypes,
        defaultTypeId: defaultTypeId || undefined,
        columns: columns ?? undefined,
      }),
    [file, columns, defaultTypeId, event.ticketTypes],
  );
  const rows = useMemo(() => {
    if (!list) return [];
    return refused ? withServerProblems(list.rows, refused.sent, refused.errors) : list.rows;
  }, [list, refused]);
  const ready = useMemo(() => rows.filter(isReady), [rows]);

  const readFile = async (chosen: File) => {
    setState({ ...START, isReading: true });
    try {
      setState({ ...START, file: { name: chosen.name, text: await readTextFile(chosen) } });
    } catch (error) {
      const failure = error instanceof Error ? error.message : "The file could not be read.";
      setState({ ...START, failure });
    }
  };

  const issue = async () => {
    update({ isSending: true, failure: null });
    const body = { eventId: event.id, tickets: ready.map(({ ticket }) => ticket) };
    try {
      const issued = await write("/tickets/mint", { method: "POST", body, answer: issuedAnswer });
      setState(START);
      onIssued(issued);
    } catch (error) {
      const errors = error instanceof ApiProblem ? error.fieldErrors : [];
      update({
        isSending: false,
        isSkipping: false,
        failure: failureText(error),
        refused: errors.length > 0 ? { sent: ready, errors } : null,
      });
      // Somebody else may have issued tickets meanwhile: what is left is counted anew.
      router.refresh();
    }
  };

  const actions = {
    readFile: (chosen: File) => void readFile(chosen),
    removeFile: () => setState(START),
    chooseType: (typeId: string) => update({ defaultTypeId: typeId, refused: null }),
    chooseColumns: (chosen: ImportState["columns"]) => update({ columns: chosen, refused: null }),
    setSkipping: (isSkipping: boolean) => update({ isSkipping }),
    issue,
  };
  return { state, list, rows, ready, actions };
}

type ReadyRow = GuestRow & { ticket: TicketToIssue };

function isReady(row: GuestRow): row is ReadyRow {
  return row.ticket !== null;
}

function failureText(error: unknown): string {
  if (error instanceof ApiProblem && error.fieldErrors.length > 0) {
    return "Nothing was issued. The rows that stand in the way are marked below: mend them, or leave them out.";
  }
  return problemMessage(error);
}
