import { formatDateTime } from "@/components/ui/format-time";
import type { Tone } from "@/components/ui/tone";
import { doorsCloseAt } from "@/lib/services/doors-close-at";
import type { PublicTicketOutput } from "@/lib/services/ticket/schema";
import { INVALIDATION_WORDS } from "./history-lines";

/** How a ticket stands, in words, and what becomes of its code. */
export type Standing = {
  tone: Tone;
  title: string;
  text: string;
  /** `ready`: to be scanned. `used`: scanned, and perhaps needed again on the way out. `void`: admits nobody. */
  code: "ready" | "used" | "void";
};

type Ticket = Pick<PublicTicketOutput, "status" | "checkedInAt" | "invalidation"> & {
  event: Pick<PublicTicketOutput["event"], "status" | "endsAt" | "timeZone">;
};

type Options = {
  now: Date;
  /** Where it was admitted, for those who may know. */
  gate: string | null;
  /** Whether the viewer is shown the code. */
  seesCode: boolean;
};

/** How a ticket stands now. */
export function standingOf(ticket: Ticket, options: Options): Standing {
  const { event } = ticket;
  switch (ticket.status) {
    case "failed":
      return {
        tone: "danger",
        title: "Not issued",
        text: "The chain refused this ticket. Ask the organiser for another one.",
        code: "void",
      };
    case "invalidated":
      return {
        tone: "danger",
        title: "Invalidated",
        text: `This ticket no longer admits: ${INVALIDATION_WORDS[ticket.invalidation?.reason ?? "other"]}.`,
        code: "void",
      };
    case "checked_in":
      return {
        tone: "info",
        title: "Checked in",
        text: admittedWords(ticket, options.gate),
        code: event.status === "cancelled" ? "void" : "used",
      };
    default:
      return openStanding(ticket, options);
  }
}

function openStanding({ status, event }: Ticket, { now, seesCode }: Options): Standing {
  if (event.status === "cancelled") {
    const text = "Nobody is admitted. The ticket stays in the wallet.";
    return { tone: "danger", title: "The event is cancelled", text, code: "void" };
  }
  if (now >= doorsCloseAt({ endsAt: new Date(event.endsAt) })) {
    const text = "The doors are closed. The ticket stays in the wallet as a souvenir.";
    return { tone: "neutral", title: "The event is over", text, code: "void" };
  }
  if (status === "pending") {
    const text = `It is on its way to the chain.${seesCode ? " The code works already." : ""}`;
    return { tone: "info", title: "Being issued", text, code: "ready" };
  }
  const text = seesCode ? "Show this code at the gate." : "It admits its holder.";
  return { tone: "success", title: "Valid", text, code: "ready" };
}

function admittedWords({ checkedInAt, event }: Ticket, gate: string | null): string {
  const at = checkedInAt
    ? formatDateTime({ date: new Date(checkedInAt), timeZone: event.timeZone, format: "full" })
    : null;
  return [at, gate && `Gate ${gate}`].filter(Boolean).join(" · ");
}
