import { CalendarDays } from "lucide-react";
import Link from "next/link";
import { PublicEventCard } from "@/components/event/public-event-card";
import { Button } from "@/components/ui/button";
import { Container } from "@/components/ui/container";
import { EmptyState } from "@/components/ui/empty-state";
import type { PublicEventOutput } from "@/lib/services/event/schema";

/** The next few events; the rest are on a page of their own. */
export function UpcomingEvents({ events }: { events: readonly PublicEventOutput[] }) {
  return (
    <Container className="pt-16 sm:pt-24">
      <section id="events" aria-labelledby="events-title">
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1">
          <h2 id="events-title" className="font-semibold text-title">
            Coming up
          </h2>
          {events.length > 0 ? (
            <Button asChild variant="link">
              <Link href="/events">All events</Link>
            </Button>
          ) : null}
        </div>
        {events.length === 0 ? (
          <NoEvents />
        ) : (
          <ul className="mt-6 grid gap-5 sm:grid-cols-2 lg:grid-cols-3">
            {events.map((event) => (
              <li key={event.id}>
                <PublicEventCard event={event} />
              </li>
            ))}
          </ul>
        )}
      </section>
    </Container>
  );
}

function NoEvents() {
  return (
    <EmptyState
      as="h3"
      className="mt-6"
      icon={<CalendarDays aria-hidden="true" />}
      title="No event is published yet"
      description="Events appear here as soon as their organisers publish them. Yours could be the first."
      action={
        <Button asChild variant="secondary">
          <Link href="/dashboard">Create an event</Link>
        </Button>
      }
    />
  );
}
