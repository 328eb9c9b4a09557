import { formatRange } from "@/components/ui/format-time";
import { Ticket, TicketCover, TicketFact, TicketSerial, TicketStub } from "@/components/ui/ticket";
import type { EventFormValues } from "./event-form-values";
import { zonedTime } from "./zoned-time";

/** The ticket as it will look, while one types. Decoration: everything on it stands in the form. */
export function EventFormPreview({ values }: { values: EventFormValues }) {
  const [type] = values.ticketTypes;
  return (
    <div aria-hidden="true" className="select-none">
      <Ticket>
        <TicketCover seed="preview" className="min-h-52">
          <p className="text-current/70 text-xs">{type?.name.trim() || "Ticket"}</p>
          <p className="mt-1 line-clamp-3 break-words font-semibold text-2xl leading-tight tracking-tight">
            {values.name.trim() || "Your event"}
          </p>
          <p className="mt-3 text-current/80 text-sm">{whenOf(values) ?? "Day and time"}</p>
        </TicketCover>
        <TicketStub className="grid grid-cols-2 gap-4">
          <TicketFact label="Venue" className="col-span-2">
            <span className="line-clamp-2 break-words">{values.venueName.trim() || "Somewhere nice"}</span>
          </TicketFact>
          <TicketFact label="Price">
            {type?.price.trim() ? `${type.price.trim()} ${values.currency}` : "–"}
          </TicketFact>
          <TicketFact label="Ticket">
            <TicketSerial>1000000001</TicketSerial>
          </TicketFact>
        </TicketStub>
      </Ticket>
      <p className="mt-4 text-center text-muted-foreground text-sm">A first look at your tickets</p>
    </div>
  );
}

function whenOf({ startsAt, endsAt, timeZone }: EventFormValues): string | null {
  const start = zonedTime(startsAt, timeZone);
  const end = zonedTime(endsAt, timeZone);
  if (!start.ok) return null;
  const from = new Date(start.utc);
  return formatRange({ start: from, end: end.ok ? new Date(end.utc) : from, timeZone });
}
