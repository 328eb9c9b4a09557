import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Container } from "@/components/ui/container";
import { SpecimenTicket } from "./specimen-ticket";

/** What TicketChain is, in one breath, and the two ways in. */
export function Hero() {
  return (
    <Container className="grid items-center gap-x-12 gap-y-12 pt-10 pb-14 sm:pt-16 lg:grid-cols-[minmax(0,1fr)_25rem] lg:py-20">
      <div>
        <h1 className="max-w-[14ch] font-semibold text-display">Event tickets people really own</h1>
        <p className="mt-6 max-w-[46ch] text-lg text-muted-foreground leading-relaxed">
          TicketChain puts every ticket in its guest's own wallet. Organisers issue from a guest list, guests
          carry their tickets on the phone, and each one opens the door exactly once.
        </p>
        <div className="mt-8 flex gap-3 max-sm:flex-col">
          <Button asChild size="lg">
            <Link href="/dashboard">Create an event</Link>
          </Button>
          <Button asChild size="lg" variant="secondary">
            <Link href="/tickets">My tickets</Link>
          </Button>
        </div>
      </div>
      <SpecimenTicket />
    </Container>
  );
}
