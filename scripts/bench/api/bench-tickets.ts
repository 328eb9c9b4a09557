/**
 * What the benchmark's tickets are called and which of them is what: the same rules as in `fill-database`, so that requests can
 * name any of a million tickets without asking for it.
 */
export const EVENTS = 20;
/** So many tickets an order has; orders go round the events. */
export const TICKETS_PER_ORDER = 4;
/** Of the events, the first so many are the caller's: the rest belong to other organisations. */
export const OWN_EVENTS = 16;

/** Every 50th order is still on its way to the chain, and every 50th failed. */
export const PENDING_ORDER = 7;
export const FAILED_ORDER = 23;
/** Of 25 tickets one is invalidated and two are checked in. */
export const TICKET_CYCLE = 25;
export const INVALIDATED = 11;
export const CHECKED_IN = [5, 18] as const;

/** Ids are of base 32, of which hexadecimal digits are a part: the database can make them in order by itself. */
export const ID_SUFFIX = "01h000000000000000";
const id = (prefix: string, i: number) => `${prefix}_${ID_SUFFIX}${i.toString(16).padStart(8, "0")}`;

export const ticketId = (i: number) => id("tkt", i);
export const eventId = (i: number) => id("evt", i);
export const typeId = (event: number, number: 1 | 2) => id("typ", event * 2 + number);

/** Whether the caller may check this ticket in. */
export function isOwnAndValid(i: number): boolean {
  const order = Math.floor(i / TICKETS_PER_ORDER);
  const place = i % TICKET_CYCLE;
  if (order % EVENTS >= OWN_EVENTS) return false;
  if ([PENDING_ORDER, FAILED_ORDER].includes(order % 50)) return false;
  return place !== INVALIDATED && !CHECKED_IN.some((checkedIn) => checkedIn === place);
}

/** `count` different tickets of the first `size`, chosen at random among those that may be checked in. */
export function chooseValid(size: number, count: number): string[] {
  const chosen = new Set<number>();
  while (chosen.size < count) {
    const i = Math.floor(Math.random() * size);
    if (isOwnAndValid(i)) chosen.add(i);
  }
  return [...chosen].map(ticketId);
}
