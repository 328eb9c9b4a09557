import { QrCode } from "@/components/ui/qr-code";
import { StatusBadge } from "@/components/ui/status-badge";
import { Ticket, TicketCover, TicketFact, TicketSerial, TicketStub } from "@/components/ui/ticket";

/** Scanned by the curious. A gate refuses it like any other text that is no ticket. */
const SPECIMEN_CODE = "TicketChain specimen. It admits nobody.";

/** What a guest holds, overprinted as banks do with their samples, so that nobody takes it for a real one. */
export function SpecimenTicket() {
  return (
    <figure className="mx-auto w-full max-w-sm lg:mr-2">
      <div aria-hidden="true" className="relative lg:rotate-2">
        <TicketBehind />
        <Ticket className="relative">
          <TicketCover seed="lantern nights" className="pb-8 sm:pb-8">
            <p className="text-ink-foreground/85 text-sm">12 June, 19:30</p>
            <p className="mt-1 font-semibold text-3xl tracking-[-0.03em]">Lantern Nights</p>
            <p className="mt-1 text-ink-foreground/85 text-sm">The Old Cable Works</p>
            <p className="my-7 text-center font-mono font-semibold text-2xl text-ink-line tracking-[0.42em] sm:text-[1.75rem]">
              <span className="-mr-[0.42em]">SPECIMEN</span>
            </p>
            <div className="grid grid-cols-3 gap-4">
              <TicketFact label="Section">A</TicketFact>
              <TicketFact label="Row">12</TicketFact>
              <TicketFact label="Seat">7</TicketFact>
            </div>
          </TicketCover>
          <TicketStub className="grid grid-cols-[minmax(0,1fr)_7.5rem] items-center gap-5">
            <div className="grid gap-3">
              <StatusBadge kind="ticket" status="valid" />
              <TicketSerial className="text-[0.9375rem]">1000000042</TicketSerial>
              <TicketFact label="Held by">
                <span className="font-mono text-[0.8125rem]">0x71C7…976F</span>
              </TicketFact>
            </div>
            <QrCode value={SPECIMEN_CODE} label="" />
          </TicketStub>
        </Ticket>
      </div>
      <figcaption className="sr-only">
        A specimen of a ticket: the event, section, row and seat, its status, its number, the wallet that
        holds it, and the code that a gate reads.
      </figcaption>
    </figure>
  );
}

/** A second one in another ink: each event has its own. Wide screens only. */
function TicketBehind() {
  return (
    <Ticket className="absolute inset-0 hidden origin-bottom-left -translate-x-4 -rotate-6 lg:flex">
      <TicketCover seed="cable works" className="min-h-72" />
      <TicketStub className="h-44" />
    </Ticket>
  );
}
