import { tickets } from "@/lib/db/schema/tickets";
import type { TicketRow } from "./find";

/** What is shown of a ticket's row. Lists read no more of it: a third of its columns are for our own books. */
export const shownColumns = {
  id: tickets.id,
  eventId: tickets.eventId,
  ticketTypeId: tickets.ticketTypeId,
  orderId: tickets.orderId,
  tokenId: tickets.tokenId,
  status: tickets.status,
  owner: tickets.owner,
  recipient: tickets.recipient,
  externalId: tickets.externalId,
  email: tickets.email,
  attendeeName: tickets.attendeeName,
  attendeeEmail: tickets.attendeeEmail,
  seatSection: tickets.seatSection,
  seatRow: tickets.seatRow,
  seatNumber: tickets.seatNumber,
  checkedInAt: tickets.checkedInAt,
  invalidatedAt: tickets.invalidatedAt,
  invalidatedReason: tickets.invalidatedReason,
  invalidatedNote: tickets.invalidatedNote,
  createdAt: tickets.createdAt,
};

export type ShownTicket = Pick<TicketRow, keyof typeof shownColumns>;
