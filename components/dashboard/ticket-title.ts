import type { TicketOutput } from "@/lib/services/ticket/schema";

/** What to call a ticket: by its guest, else by what else is known of it. */
export function ticketTitle(ticket: TicketOutput): string {
  return (
    ticket.attendee?.name ??
    ticket.attendee?.email ??
    ticket.email ??
    ticket.externalId ??
    (ticket.tokenId ? `No ${ticket.tokenId}` : "Ticket without a name")
  );
}

/** The guest's e-mail, wherever it was given. */
export function ticketEmail(ticket: TicketOutput): string | null {
  return ticket.attendee?.email ?? ticket.email;
}
