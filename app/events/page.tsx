import { CalendarDays } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { publicContext } from "@/app/_lib/public-context";
import { PublicEventCard } from "@/components/event/public-event-card";
import { Button } from "@/components/ui/button";
import { Container } from "@/components/ui/container";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { listPublicEvents } from "@/lib/services/event/list-public";

export const metadata: Metadata = { title: "Events", description: "Events to come, soonest first." };

const SHOWN_MAX = 100;

export default async function EventsPage() {
  const events = await listPublicEvents({ ctx: publicContext(), input: { limit: SHOWN_MAX } });
  return (
    <Container>
      <PageHeader title="Events" description="What is to come, soonest first." />
      {events.length === 0 ? (
        <NoEvents />
      ) : (
        <ul className="grid gap-5 sm:grid-cols-2 lg:grid-cols-3">
          {events.map((event) => (
            <li key={event.id}>
              <PublicEventCard event={event} />
            </li>
          ))}
        </ul>
      )}
    </Container>
  );
}

function NoEvents() {
  return (
    <EmptyState
      icon={<CalendarDays aria-hidden="true" />}
      title="No events to come"
      description="As soon as an organiser publishes one, it is listed here."
      action={
        <Button asChild variant="secondary">
          <Link href="/dashboard">Organise an event</Link>
        </Button>
      }
    />
  );
}
