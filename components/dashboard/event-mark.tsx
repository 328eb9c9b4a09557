import { cn } from "@/components/ui/cn";
import { Guilloche } from "@/components/ui/guilloche";
import { inkOf } from "@/components/ui/ink";

/** A square of the event's own ink and pattern: its face in lists. */
export function EventMark({ eventId, className }: { eventId: string; className?: string }) {
  return (
    <span
      aria-hidden="true"
      data-ink={inkOf(eventId)}
      className={cn(
        "relative isolate block size-10 shrink-0 overflow-hidden rounded-control bg-ink bg-linear-to-br from-ink to-ink-deep",
        className,
      )}
    >
      <Guilloche seed={eventId} className="-z-10 text-ink-line opacity-60" />
    </span>
  );
}
