import { Rocket } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { EventOutput } from "@/lib/services/event/schema";

/** Why nothing can be issued yet, or any more. */
export function NotIssuable({ event }: { event: Pick<EventOutput, "id" | "status"> }) {
  if (event.status === "cancelled") {
    return <EmptyState title="The event is cancelled" description="No more tickets are issued for it." />;
  }
  return (
    <EmptyState
      icon={<Rocket />}
      title="Publish the event first"
      description="Publishing deploys the event's contract, and that is what issues tickets."
      action={
        <Button asChild>
          <Link href={`/dashboard/events/${event.id}`}>To the overview</Link>
        </Button>
      }
    />
  );
}
