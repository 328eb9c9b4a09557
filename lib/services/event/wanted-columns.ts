import { changedColumns } from "@/lib/services/changed-columns";
import type { EventRow } from "./find";
import type { UpdateEventInput } from "./schema";
import { venueColumns } from "./venue-columns";

/**
 * The columns that a change asks for and that differ from the event's. A draft's close of resale moves with its start while it is
 * the same: that is its default.
 * @param hasContract whether times count in whole seconds, as on the chain.
 */
export function wantedColumns(
  event: EventRow,
  input: UpdateEventInput,
  hasContract: boolean,
): Partial<EventRow> {
  const { id: _, venue, resaleClosesAt: __, ...same } = input;
  const changed = changedColumns(event, {
    ...same,
    ...(venue === undefined ? {} : venueColumns(venue)),
    resaleClosesAt: closeOfResale(event, input, hasContract),
  });
  if (!hasContract) return changed;
  const { endsAt, resaleClosesAt, ...rest } = changed;
  return {
    ...rest,
    ...(endsAt && differs(endsAt, event.endsAt) ? { endsAt } : {}),
    ...(resaleClosesAt && differs(resaleClosesAt, event.resaleClosesAt)
      ? { resaleClosesAt: inSeconds(resaleClosesAt) }
      : {}),
  };
}

function closeOfResale(event: EventRow, input: UpdateEventInput, hasContract: boolean): Date | undefined {
  const startsAt = input.startsAt ?? event.startsAt;
  if (input.resaleClosesAt !== undefined) return input.resaleClosesAt ?? startsAt;
  const isDefault = event.resaleClosesAt.getTime() === event.startsAt.getTime();
  return isDefault && !hasContract ? startsAt : undefined;
}

const inSeconds = (at: Date) => new Date(Math.floor(at.getTime() / 1000) * 1000);

const differs = (a: Date, b: Date) => inSeconds(a).getTime() !== inSeconds(b).getTime();
