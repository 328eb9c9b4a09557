import { ID_PREFIXES, type IdPrefix } from "@/lib/ids";

/**
 * A place for something that exists when the request is sent: `‹tkt›` an id of a ticket, `‹contract›` an event's contract.
 * Plans have these instead of ids, so that a plan is the same for the same seed.
 */
export type Reference = `‹${IdPrefix | "contract" | "token" | "cursor"}›`;

export const REFERENCE = /‹(\w+)›/g;

/** By the word before an id in a path: `/tickets/{id}`. */
const BY_PATH: Readonly<Record<string, Reference>> = {
  events: "‹evt›",
  "ticket-types": "‹typ›",
  tickets: "‹tkt›",
  orders: "‹ord›",
  actions: "‹act›",
  batches: "‹bat›",
  holds: "‹hld›",
  listings: "‹lst›",
  "checkin-lists": "‹cil›",
  devices: "‹dev›",
  scans: "‹scn›",
  "api-keys": "‹key›",
  "webhook-endpoints": "‹whe›",
  deliveries: "‹evd›",
};

/** By the name of a parameter or field. */
const BY_NAME: Readonly<Record<string, Reference>> = {
  contract: "‹contract›",
  contractAddress: "‹contract›",
  tokenId: "‹token›",
  cursor: "‹cursor›",
  eventId: "‹evt›",
  ticketTypeId: "‹typ›",
  ticketId: "‹tkt›",
  entityId: "‹tkt›",
  actionId: "‹act›",
  batchId: "‹bat›",
  holdId: "‹hld›",
  listingId: "‹lst›",
  checkinListId: "‹cil›",
  deviceId: "‹dev›",
};

export function referenceByName(name: string): Reference | null {
  return BY_NAME[name] ?? null;
}

/** What a parameter of a path names; ids of a new kind are found by their prefix in the parameter's name. */
export function referenceInPath(before: string, parameter: string): Reference | null {
  const prefix = ID_PREFIXES.find((each) => each === parameter);
  return BY_NAME[parameter] ?? BY_PATH[before] ?? (prefix ? `‹${prefix}›` : null);
}
