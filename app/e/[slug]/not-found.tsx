import { CalendarX } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Container } from "@/components/ui/container";
import { EmptyState } from "@/components/ui/empty-state";

export default function EventNotFound() {
  return (
    <Container width="narrow" className="pt-10">
      <EmptyState
        icon={<CalendarX aria-hidden="true" />}
        title="There is no such event"
        description="The address may be wrong, or the organiser has not published the event yet."
        action={
          <Button asChild>
            <Link href="/events">Events to come</Link>
          </Button>
        }
      />
    </Container>
  );
}
