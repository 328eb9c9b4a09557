import { CalendarPlus, Clock, MapPin } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { DateTimeRange } from "@/components/ui/date-time";
import { zoneName } from "@/components/ui/format-time";
import type { PublicEventOutput } from "@/lib/services/event/schema";
import { PublicLocalTime } from "./public-local-time";
import { mapLink } from "./public-place";

/** When and where, with the way there. */
export function PublicFacts({ event }: { event: PublicEventOutput }) {
  const { startsAt, endsAt, timeZone, venue } = event;
  const isAhead = event.status === "published";
  return (
    <Card>
      <CardBody className="grid gap-5">
        <Fact icon={<Clock />} title="When">
          <p className="text-balance">
            <DateTimeRange start={startsAt} end={endsAt} timeZone={timeZone} />
          </p>
          <p className="text-muted-foreground text-sm">{zoneName(timeZone)}</p>
          <PublicLocalTime start={startsAt} end={endsAt} timeZone={timeZone} />
        </Fact>
        {venue ? (
          <Fact icon={<MapPin />} title="Where">
            <p>{venue.name}</p>
            {venue.address ? <p className="text-muted-foreground text-sm">{venue.address}</p> : null}
            <Button asChild variant="link" size="sm">
              <a href={mapLink(venue)} target="_blank" rel="noreferrer">
                Show on a map
                <span className="sr-only">(opens in a new tab)</span>
              </a>
            </Button>
          </Fact>
        ) : null}
        {isAhead ? (
          <Button asChild variant="secondary">
            <a href={`/e/${event.slug}/calendar.ics`} download={`${event.slug}.ics`}>
              <CalendarPlus aria-hidden="true" />
              Add to calendar
            </a>
          </Button>
        ) : null}
      </CardBody>
    </Card>
  );
}

function Fact({ icon, title, children }: { icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <div className="flex gap-3">
      <span aria-hidden="true" className="mt-0.5 text-muted-foreground [&_svg]:size-5">
        {icon}
      </span>
      <div className="min-w-0">
        <h2 className="sr-only">{title}</h2>
        {children}
      </div>
    </div>
  );
}
