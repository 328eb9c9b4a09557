"use client";

import { type FormEvent, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { ApiProblem } from "@/components/api/api-problem";
import { type FieldMessages, fieldMessages } from "@/components/api/field-messages";
import { problemMessage } from "@/components/api/problem-message";
import { useApiWrite } from "@/components/api/use-api-write";
import type { EventOutput } from "@/lib/services/event/schema";
import { focusFirstProblem } from "./focus-first-problem";
import { type Issued, issuedAnswer } from "./issued";
import { type HandForm, readHandForm } from "./read-hand-form";

/** Changes fields, and takes the messages of those `paths` away. */
export type ChangeHandForm = (changes: Partial<HandForm>, ...paths: readonly string[]) => void;

/** The state of the form, and what sends it. A refusal keeps what was typed and leads to the field it is about. */
export function useHandForm(
  { id: eventId, ticketTypes }: Pick<EventOutput, "id" | "ticketTypes">,
  onIssued: (issued: Issued) => void,
) {
  const write = useApiWrite();
  const element = useRef<HTMLFormElement>(null);
  const [form, setForm] = useState<HandForm>(() => ({
    ticketTypeId: (ticketTypes.find(({ available }) => available > 0) ?? ticketTypes[0])?.id ?? "",
    recipient: "email",
    to: "",
    email: "",
    name: "",
    quantity: "1",
    section: "",
    row: "",
    seat: "",
  }));
  const [messages, setMessages] = useState<FieldMessages>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);

  const change: ChangeHandForm = (changes, ...paths) => {
    setForm((before) => ({ ...before, ...changes }));
    setMessages((before) =>
      Object.fromEntries(Object.entries(before).filter(([path]) => !paths.includes(path))),
    );
  };
  const refuse = (found: FieldMessages, reason: string | null) => {
    flushSync(() => {
      setMessages(found);
      setFailure(reason);
      setSending(false);
    });
    focusFirstProblem(element.current);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const read = readHandForm(form, ticketTypes);
    if (!read.ok) return refuse(read.messages, null);
    setSending(true);
    setFailure(null);
    try {
      const body = { eventId, tickets: read.tickets };
      onIssued(await write("/tickets/mint", { method: "POST", body, answer: issuedAnswer }));
    } catch (error) {
      const errors = error instanceof ApiProblem ? error.fieldErrors : [];
      const found = fieldMessages(
        errors.map(({ path, message }) => ({ path: path.replace(/^tickets\.\d+\./, ""), message })),
      );
      refuse(found, problemMessage(error));
    }
  };
  return { form, change, messages, failure, isSending, submit, element };
}
