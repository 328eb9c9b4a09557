import { CalendarPlus } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export function NoEvents() {
  return (
    <EmptyState
      icon={<CalendarPlus />}
      title="No events yet"
      description="An event begins as a draft that only you can see. Publishing gives it a contract on the chain and a page for guests; after that you issue tickets, by hand or from a guest list."
      action={
        <Button asChild>
          <Link href="/dashboard/events/new">Create your first event</Link>
        </Button>
      }
    />
  );
}
