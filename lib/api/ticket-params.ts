import { listScansInput, ticketIdInput } from "@/lib/services/ticket/schema";

/** `{id}` of a ticket in a path. */
export const ticketParams = ticketIdInput.pick({ id: true });

/** What may stand beside an `ext:` id. */
export const ticketQuery = ticketIdInput.omit({ id: true });

export const scansQuery = listScansInput.omit({ id: true });
