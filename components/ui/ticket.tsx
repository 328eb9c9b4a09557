import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { Guilloche } from "./guilloche";
import { inkOf } from "./ink";

/*
 * The signature of the product: a printed part and a stub that meet at a perforation.
 *
 *   <Ticket><TicketCover seed={eventId}>…</TicketCover><TicketStub>…</TicketStub></Ticket>
 *
 * Upright by default; `direction="row"` lays it down from the `md` width on.
 */

export interface TicketProps extends ComponentProps<"article"> {
  direction?: "column" | "row";
}

export function Ticket({ direction = "column", className, ...props }: TicketProps) {
  return (
    <article
      data-direction={direction}
      className={cn(
        "group/ticket ticket-outline flex flex-col",
        direction === "row" && "md:flex-row",
        className,
      )}
      {...props}
    />
  );
}

export interface TicketCoverProps extends ComponentProps<"div"> {
  /** The event's id: chooses ink and pattern. */
  seed: string;
  /** Drained of colour: a ticket that no longer admits. */
  spent?: boolean;
}

/** The inked part, with the guilloche behind its content. */
export function TicketCover({ seed, spent, className, children, ...props }: TicketCoverProps) {
  return (
    <div
      data-ink={inkOf(seed)}
      className={cn(
        "ticket-cut-bottom relative isolate min-w-0 flex-1 overflow-hidden rounded-t-ticket bg-ink bg-linear-to-br from-ink to-ink-deep p-5 text-ink-foreground sm:p-6",
        "md:group-data-[direction=row]/ticket:ticket-cut-right md:group-data-[direction=row]/ticket:rounded-l-ticket md:group-data-[direction=row]/ticket:rounded-tr-none",
        spent && "grayscale",
        className,
      )}
      {...props}
    >
      <Guilloche seed={seed} className="-z-10 text-ink-line opacity-35" />
      {children}
    </div>
  );
}

/** The paper part, torn off at the gate. */
export function TicketStub({ className, children, ...props }: ComponentProps<"div">) {
  return (
    <div
      className={cn(
        "ticket-cut-top relative min-w-0 rounded-b-ticket bg-card p-5 sm:p-6",
        "md:group-data-[direction=row]/ticket:ticket-cut-left md:group-data-[direction=row]/ticket:rounded-r-ticket md:group-data-[direction=row]/ticket:rounded-bl-none",
        className,
      )}
      {...props}
    >
      <span
        aria-hidden="true"
        className={cn(
          "perforation-x absolute inset-x-4 top-0 h-1 -translate-y-1/2",
          "md:group-data-[direction=row]/ticket:perforation-y md:group-data-[direction=row]/ticket:inset-x-auto md:group-data-[direction=row]/ticket:inset-y-4 md:group-data-[direction=row]/ticket:left-0 md:group-data-[direction=row]/ticket:h-auto md:group-data-[direction=row]/ticket:w-1 md:group-data-[direction=row]/ticket:-translate-x-1/2 md:group-data-[direction=row]/ticket:translate-y-0",
        )}
      />
      {children}
    </div>
  );
}

/** A small label over a value, as printed on tickets. */
export function TicketFact({
  label,
  children,
  className,
}: {
  label: string;
  children: ReactNode;
  className?: string;
}) {
  return (
    <div className={cn("min-w-0", className)}>
      <p className="text-current/70 text-xs">{label}</p>
      <div className="mt-0.5 font-medium text-sm">{children}</div>
    </div>
  );
}

/** The serial number, stamped. */
export function TicketSerial({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <span className={cn("font-medium font-mono text-stamp tabular-nums tracking-wide", className)}>
      No {children}
    </span>
  );
}
