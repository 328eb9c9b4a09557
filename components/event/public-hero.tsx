import { cn } from "@/components/ui/cn";
import { DateTimeRange } from "@/components/ui/date-time";
import { Guilloche } from "@/components/ui/guilloche";
import { inkOf } from "@/components/ui/ink";
import type { PublicEventOutput } from "@/lib/services/event/schema";
import { PublicPoster } from "./public-poster";

/** Names longer than this are set smaller, so that date and place stay on a phone's first screen. */
const LONG_NAME = 40;

/** The head of an event's page, printed like its tickets; with a picture where there is one. */
export function PublicHero({ event }: { event: PublicEventOutput }) {
  return (
    <header
      data-ink={inkOf(event.id)}
      className="relative isolate overflow-hidden rounded-ticket bg-ink bg-linear-to-br from-ink to-ink-deep text-ink-foreground lg:grid lg:min-h-96 lg:grid-cols-[1fr_auto]"
    >
      <Guilloche seed={event.id} className="-z-10 text-ink-line opacity-35" />
      {event.imageUrl ? (
        <div className="max-h-72 overflow-hidden empty:hidden max-lg:aspect-video lg:order-last lg:max-h-none lg:w-[28rem] xl:w-[34rem]">
          <PublicPoster src={event.imageUrl} name={event.name} />
        </div>
      ) : null}
      <div className="flex flex-col justify-end gap-3 px-5 pt-16 pb-6 sm:px-8 sm:pb-8 lg:p-10">
        <p className="text-ink-foreground/85 text-sm">{event.organiser.name}</p>
        <h1
          className={cn(
            "font-semibold leading-[1.05] tracking-[-0.035em]",
            event.name.length > LONG_NAME
              ? "max-w-[26ch] text-3xl sm:text-4xl lg:text-5xl"
              : "max-w-[18ch] text-4xl sm:text-5xl lg:text-6xl",
          )}
        >
          {event.name}
        </h1>
        <p className="text-balance text-ink-foreground/90 sm:text-lg">
          <DateTimeRange start={event.startsAt} end={event.endsAt} timeZone={event.timeZone} />
          {event.venue ? <span className="block">{event.venue.name}</span> : null}
        </p>
      </div>
    </header>
  );
}
