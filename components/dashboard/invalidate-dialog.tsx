"use client";

import { Ban } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { z } from "zod";
import { useApiWrite } from "@/components/api/use-api-write";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { INVALIDATION_WORDS } from "./invalidation-words";
import { refusalText } from "./refusal-text";

type InvalidateDialogProps = { ticketId: string; title: string; timeZone: string };

const changed = z.object({ ticket: z.object({ status: z.string() }) });

/** Asks why, and says what it means, before a ticket is made worthless. */
export function InvalidateDialog({ ticketId, title, timeZone }: InvalidateDialogProps) {
  const router = useRouter();
  const write = useApiWrite();
  const [reason, setReason] = useState("refunded");
  const [note, setNote] = useState("");

  const invalidate = async () => {
    const body = { reason, ...(note.trim() && { note: note.trim() }) };
    try {
      await write(`/tickets/${ticketId}/invalidate`, { method: "POST", body, answer: changed });
    } catch (error) {
      throw new Error(refusalText(error, timeZone), { cause: error });
    }
    toast.success("Invalidated", { description: title });
    router.refresh();
  };

  return (
    <ConfirmDialog
      trigger={
        <Button variant="danger-quiet">
          <Ban aria-hidden="true" />
          Invalidate
        </Button>
      }
      tone="danger"
      title="Invalidate this ticket?"
      description={`${title} will not be admitted with it. This can't be undone; the place goes back on sale.`}
      confirmLabel="Invalidate ticket"
      onConfirm={invalidate}
    >
      <Field label="Reason" hint="The holder sees it, and the chain keeps it.">
        <Select name="reason" value={reason} onChange={(event) => setReason(event.target.value)}>
          {Object.entries(INVALIDATION_WORDS).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Note" optional hint="For your own records only.">
        <Textarea
          name="note"
          rows={2}
          maxLength={1_000}
          className="min-h-16"
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </Field>
    </ConfirmDialog>
  );
}
