"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { z } from "zod";
import { ApiProblem } from "@/components/api/api-problem";
import { type FieldMessages, fieldMessages } from "@/components/api/field-messages";
import { problemMessage } from "@/components/api/problem-message";
import { useApiWrite } from "@/components/api/use-api-write";
import { focusFirstProblem } from "@/components/dashboard/focus-first-problem";
import { useMounted } from "@/components/dashboard/use-mounted";
import { useSessionDraft } from "@/components/dashboard/use-session-draft";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import type { OnChainCurrency } from "./currencies";
import { EventFormDetails } from "./event-form-details";
import { EventFormPreview } from "./event-form-preview";
import { EventFormRules } from "./event-form-rules";
import { EventFormSkeleton } from "./event-form-skeleton";
import type { EventFormState } from "./event-form-state";
import { EventFormTicketTypes } from "./event-form-ticket-types";
import { EventFormTimes } from "./event-form-times";
import { emptyEventForm, eventFormValues } from "./event-form-values";
import { readEventForm } from "./read-event-form";
import { browserTimeZone } from "./time-zone-select";

const createdEvent = z.object({ id: z.string() });

/** Creates an event as a draft, and leads to it. What was typed outlives every error, a reload included. */
export function EventForm({ onChain }: { onChain: readonly OnChainCurrency[] }) {
  // The draft, the time zone and its list are the browser's: nothing of it can be drawn on the server.
  return useMounted() ? <EventFormInBrowser onChain={onChain} /> : <EventFormSkeleton />;
}

function EventFormInBrowser({ onChain }: { onChain: readonly OnChainCurrency[] }) {
  const { form, failure, isSending, submit, element } = useEventForm(onChain);
  return (
    <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_19rem] xl:gap-12">
      <form ref={element} noValidate onSubmit={submit} className="min-w-0">
        <Card>
          <CardBody className="flex flex-col gap-9">
            {failure ? <Alert tone="danger">{failure}</Alert> : null}
            <EventFormDetails {...form} />
            <EventFormTimes {...form} />
            <EventFormTicketTypes {...form} onChain={onChain} />
            <EventFormRules {...form} />
          </CardBody>
          <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-t px-5 py-4 sm:px-6">
            <p className="text-muted-foreground text-sm">
              It begins as a draft: nobody sees it until you publish.
            </p>
            <Button type="submit" loading={isSending} className="max-sm:w-full">
              Create event
            </Button>
          </div>
        </Card>
      </form>
      <div className="sticky top-24 max-lg:hidden">
        <EventFormPreview values={form.values} />
      </div>
    </div>
  );
}

function useEventForm(onChain: readonly OnChainCurrency[]) {
  const router = useRouter();
  const write = useApiWrite();
  const element = useRef<HTMLFormElement>(null);
  const [values, setValues, forgetDraft] = useSessionDraft("ticketchain.event-draft", eventFormValues, () =>
    emptyEventForm({ timeZone: browserTimeZone(), currency: "EUR" }),
  );
  const [messages, setMessages] = useState<FieldMessages>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);

  const change: EventFormState["change"] = (changes, ...paths) => {
    setValues((before) => ({ ...before, ...changes }));
    if (paths.length > 0) setMessages((before) => without(before, paths));
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
    const read = readEventForm(values, onChain);
    if (!read.ok) return refuse(read.messages, null);
    setSending(true);
    setFailure(null);
    try {
      const { id } = await write("/events", { method: "POST", body: read.event, answer: createdEvent });
      forgetDraft();
      router.push(`/dashboard/events/${id}`);
    } catch (error) {
      const found = error instanceof ApiProblem ? fieldMessages(error.fieldErrors) : {};
      refuse(found, Object.keys(found).length > 0 ? unplaced(found) : problemMessage(error));
    }
  };

  return { form: { values, messages, change }, failure, isSending, submit, element };
}

function without(messages: FieldMessages, paths: readonly string[]): FieldMessages {
  return Object.fromEntries(Object.entries(messages).filter(([path]) => !paths.includes(path)));
}

/** Findings about what the form has no field for are told above it, so that none goes unseen. */
function unplaced(messages: FieldMessages): string | null {
  const placed =
    /^(name|description|imageUrl|startsAt|endsAt|timeZone|venue\.(name|address)|currency|ticketTypes\.\d+\.(name|price|supply|description)|resaleCapBps|royaltyBps|maxPerWallet)$/;
  const others = Object.entries(messages).filter(([path]) => !placed.test(path));
  return others.length > 0 ? others.map(([path, message]) => `${path}: ${message}`).join(" ") : null;
}
