import { SearchX, Ticket } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { EventOutput } from "@/lib/services/event/schema";

type NoTicketsProps = { event: Pick<EventOutput, "id" | "status">; isFiltered: boolean };

/** An empty table: because nothing matches, or because nothing was issued. */
export function NoTickets({ event, isFiltered }: NoTicketsProps) {
  const path = `/dashboard/events/${event.id}`;
  if (isFiltered) {
    return (
      <EmptyState
        icon={<SearchX />}
        title="No ticket matches"
        description="Look for part of a name, an e-mail address, an external id or a token id, or choose another status."
        action={
          <Button asChild variant="secondary">
            <Link href={`${path}/tickets`}>Show all tickets</Link>
          </Button>
        }
      />
    );
  }
  const isDraft = event.status === "draft";
  return (
    <EmptyState
      icon={<Ticket />}
      title="No tickets yet"
      description={
        isDraft
          ? "Publish the event first; then you can issue tickets, and find them here."
          : "Issue them by hand or from a guest list. Each will stand here, with its guest and its way to the chain."
      }
      action={
        <Button asChild>
          <Link href={isDraft ? path : `${path}/issue`}>{isDraft ? "To the overview" : "Issue tickets"}</Link>
        </Button>
      }
    />
  );
}
