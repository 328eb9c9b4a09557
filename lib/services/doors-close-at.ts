/** Without a check-in list, tickets are admitted, and issued, until so long after the end. */
const DOORS_CLOSE_AFTER_MS = 24 * 3_600_000;

/** From when on nobody is admitted any more. Pure: a ticket's page says the same in the browser. */
export function doorsCloseAt(event: { endsAt: Date }): Date {
  return new Date(event.endsAt.getTime() + DOORS_CLOSE_AFTER_MS);
}
