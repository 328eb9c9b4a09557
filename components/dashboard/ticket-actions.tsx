"use client";

import { LogIn, Undo2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef, useState, useTransition } from "react";
import { toast } from "sonner";
import { z } from "zod";
import { useApiWrite } from "@/components/api/use-api-write";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import type { TicketOutput } from "@/lib/services/ticket/schema";
import { InvalidateDialog } from "./invalidate-dialog";
import { checkedInText, refusalText } from "./refusal-text";

type TicketActionsProps = {
  ticket: Pick<TicketOutput, "id" | "status" | "checkedInAt">;
  title: string;
  timeZone: string;
};

const changed = z.object({ ticket: z.object({ status: z.string() }) });

/** What can be done with a ticket. It counts at once; the chain follows. */
export function TicketActions({ ticket, title, timeZone }: TicketActionsProps) {
  const { run, pending, refusal } = useTicketAction(ticket.id, timeZone);
  const isGood = ticket.status === "valid" || ticket.status === "pending";
  return (
    <Card>
      <CardHeader title="At the door" description={descriptionOf(ticket, timeZone)} />
      <CardBody className="flex flex-col gap-3 pt-4 empty:hidden sm:pt-4">
        <div aria-live="assertive" className="empty:hidden">
          {refusal ? (
            <Alert tone="danger" title="Refused">
              {refusal}
            </Alert>
          ) : null}
        </div>
        {isGood ? (
          <>
            <Button
              size="lg"
              loading={pending === "checkin"}
              onClick={() => void run("checkin", { done: "Checked in", description: title })}
            >
              <LogIn aria-hidden="true" />
              Check in
            </Button>
            <InvalidateDialog ticketId={ticket.id} title={title} timeZone={timeZone} />
          </>
        ) : null}
        {ticket.status === "checked_in" ? (
          <Button
            size="lg"
            variant="secondary"
            loading={pending === "undo-checkin"}
            onClick={() => void run("undo-checkin", { done: "Check-in undone", description: title })}
          >
            <Undo2 aria-hidden="true" />
            Undo check-in
          </Button>
        ) : null}
      </CardBody>
    </Card>
  );
}

function descriptionOf({ status, checkedInAt }: TicketActionsProps["ticket"], timeZone: string): string {
  switch (status) {
    case "pending":
      return "It is being issued, and admits already.";
    case "valid":
      return "It admits its holder, once.";
    case "checked_in": {
      const at = checkedInAt ? ` ${checkedInText({ at: checkedInAt, gate: null, timeZone })}` : "";
      return `Checked in${at}. To invalidate it, undo that first.`;
    }
    case "invalidated":
      return "It admits nobody any more.";
    case "failed":
      return "The chain refused to issue it, so it admits nobody. Issue it again.";
  }
}

function useTicketAction(ticketId: string, timeZone: string) {
  const router = useRouter();
  const write = useApiWrite();
  const isRunning = useRef(false);
  const [pending, setPending] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isRefreshing, startRefreshing] = useTransition();

  const run = async (verb: "checkin" | "undo-checkin", told: { done: string; description: string }) => {
    if (isRunning.current) return;
    isRunning.current = true;
    setPending(verb);
    setRefusal(null);
    try {
      await write(`/tickets/${ticketId}/${verb}`, { method: "POST", body: {}, answer: changed });
      toast.success(told.done, { description: told.description });
    } catch (error) {
      setRefusal(refusalText(error, timeZone));
    }
    isRunning.current = false;
    // Also after a refusal: somebody else has changed the ticket meanwhile.
    startRefreshing(() => {
      router.refresh();
      setPending(null);
    });
  };
  return { run, pending: isRefreshing || pending ? pending : null, refusal };
}
