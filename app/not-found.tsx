import type { Metadata } from "next";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Container } from "@/components/ui/container";
import { Ticket, TicketCover, TicketStub } from "@/components/ui/ticket";

export const metadata: Metadata = { title: "Page not found" };

export default function NotFound() {
  return (
    <Container width="narrow" className="grid flex-1 content-center py-12">
      <Ticket direction="row" className="mx-auto w-full max-w-xl">
        <TicketCover seed="nowhere" spent className="grid place-items-center py-12 md:max-w-44">
          <p aria-hidden="true" className="font-mono font-semibold text-5xl tracking-tight">
            404
          </p>
        </TicketCover>
        <TicketStub className="flex-1 md:p-8">
          <h1 className="font-semibold text-2xl tracking-tight">This admits to nothing</h1>
          <p className="mt-2 text-muted-foreground">
            There is no page at this address. It may be mistyped, or the page has moved.
          </p>
          <div className="mt-6 flex flex-wrap gap-2">
            <Button asChild>
              <Link href="/">Home</Link>
            </Button>
            <Button asChild variant="secondary">
              <Link href="/events">Events</Link>
            </Button>
          </div>
        </TicketStub>
      </Ticket>
    </Container>
  );
}
