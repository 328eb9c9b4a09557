import { CircleCheck, CircleSlash, Hourglass, ScanLine } from "lucide-react";
import Link from "next/link";
import { cn } from "@/components/ui/cn";
import { DateTimeRange } from "@/components/ui/date-time";
import { Ticket, TicketCover, TicketFact, TicketSerial, TicketStub } from "@/components/ui/ticket";
import { TONE_TEXT } from "@/components/ui/tone";
import { CodeClosed } from "./code-closed";
import { KeepAwake } from "./keep-awake";
import { seatParts } from "./seat-label";
import type { Standing } from "./standing";
import { TicketCode } from "./ticket-code";
import { TicketStamp } from "./ticket-stamp";
import type { TicketView } from "./ticket-view";

type TicketFaceProps = { view: TicketView; standing: Standing };

/** The ticket itself: what is printed on it, and the stub with its code. */
export function TicketFace({ view, standing }: TicketFaceProps) {
  return (
    <Ticket direction="row">
      <Cover view={view} isSpent={standing.code !== "ready"} />
      <TicketStub className="flex flex-col max-md:pt-4 md:w-88 md:shrink-0">
        <StandingWords standing={standing} />
        {/* The code's quiet zone is white already: on a phone it may use up the stub's own margin. */}
        <div className="-mx-3 mt-1 sm:mx-auto sm:w-full sm:max-w-80">
          <CodePart view={view} standing={standing} />
        </div>
        {view.ticket.tokenId ? (
          <p className="mt-auto pt-3 text-center text-sm">
            <TicketSerial>{view.ticket.tokenId}</TicketSerial>
          </p>
        ) : null}
      </TicketStub>
    </Ticket>
  );
}

function Cover({ view, isSpent }: { view: TicketView; isSpent: boolean }) {
  const { event, ticketType, seat } = view.ticket;
  return (
    <TicketCover
      seed={event.id}
      spent={isSpent}
      className="flex flex-col justify-between gap-4 md:gap-12 md:p-8"
    >
      <div>
        <p className="text-ink-foreground/85 text-sm">{event.organiser.name}</p>
        <h1 className="mt-2 font-semibold text-title md:text-4xl md:tracking-tight">
          <Link
            href={`/e/${event.slug}`}
            className="rounded-sm decoration-ink-foreground/50 decoration-1 underline-offset-4 hover:underline focus-visible:outline-ink-foreground"
          >
            {event.name}
          </Link>
        </h1>
        <p className="mt-2 text-ink-foreground/90 md:text-lg">
          <DateTimeRange start={event.startsAt} end={event.endsAt} timeZone={event.timeZone} />
        </p>
        {event.venue ? (
          <p className="text-ink-foreground/90">
            {event.venue.name}
            {/* On a phone the code must be seen without scrolling; the event's page has the address. */}
            {event.venue.address ? <span className="max-md:hidden">, {event.venue.address}</span> : null}
          </p>
        ) : null}
      </div>
      <div className="flex flex-wrap gap-x-6 gap-y-3 md:gap-x-8">
        <TicketFact label="Ticket">{ticketType.name}</TicketFact>
        {seatParts(seat).map(({ label, value }) => (
          <TicketFact key={label} label={label}>
            {value}
          </TicketFact>
        ))}
        {view.attendeeName ? <TicketFact label="Guest">{view.attendeeName}</TicketFact> : null}
      </div>
    </TicketCover>
  );
}

function CodePart({ view, standing }: TicketFaceProps) {
  const { ticket, access } = view;
  if (standing.code === "void") {
    return (
      <div className="grid place-items-center py-8">
        <CircleSlash
          aria-hidden="true"
          strokeWidth={1.25}
          className={cn("size-24", TONE_TEXT[standing.tone])}
        />
      </div>
    );
  }
  if (standing.code === "used") {
    return (
      <>
        {ticket.checkedInAt ? <TicketStamp at={ticket.checkedInAt} timeZone={ticket.event.timeZone} /> : null}
        {access === "none" ? null : <CodeAgain ticketId={ticket.id} />}
      </>
    );
  }
  if (access === "none")
    return <CodeClosed signedInAs={view.signedInAs} owner={ticket.owner} isCustody={ticket.custody} />;
  return (
    <>
      <TicketCode ticketId={ticket.id} />
      <div>
        {access === "holder" ? (
          <KeepAwake />
        ) : (
          <p className="text-center text-muted-foreground text-xs">
            You see the code as a member of {ticket.event.organiser.name}.
          </p>
        )}
      </div>
    </>
  );
}

/** A used code is put away, so that nobody shows it twice by accident; some gates scan it again on the way out. */
function CodeAgain({ ticketId }: { ticketId: string }) {
  return (
    <details className="text-center">
      <summary className="inline-flex min-h-11 cursor-pointer items-center rounded-sm text-muted-foreground text-sm underline underline-offset-4 hover:text-foreground">
        Show the code again
      </summary>
      <TicketCode ticketId={ticketId} className="mt-1" />
    </details>
  );
}

const STANDING_ICONS = { ready: CircleCheck, used: ScanLine, void: CircleSlash } as const;

/** Changes are read out: the page is drawn anew, this element stays. */
function StandingWords({ standing }: { standing: Standing }) {
  const Icon = standing.title === "Being issued" ? Hourglass : STANDING_ICONS[standing.code];
  return (
    <div role="status" className="flex flex-wrap items-center justify-center gap-x-2 text-center md:flex-col">
      <p className={cn("flex items-center gap-2 font-semibold text-heading", TONE_TEXT[standing.tone])}>
        <Icon aria-hidden="true" className="size-5" />
        {standing.title}
      </p>
      <p className="text-balance text-muted-foreground text-sm">{standing.text}</p>
    </div>
  );
}
