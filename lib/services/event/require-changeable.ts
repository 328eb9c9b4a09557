import { AppError, type FieldError } from "@/lib/errors";
import type { EventRow } from "./find";

type Changes = Partial<EventRow>;

/** What people see, and the chain knows nothing of or doesn't hold anybody to. The others are fixed by the contract, or extended. */
const ON_CONTRACT = [
  "currency",
  "transferPolicy",
  "resaleCapBps",
  "royaltyBps",
  "endsAt",
  "resaleClosesAt",
  "maxPerWallet",
] as const satisfies readonly (keyof EventRow)[];

const FIXED: Partial<Record<keyof EventRow, string>> = {
  currency: "is what people buy under: it was fixed when the event was published",
  transferPolicy: "is what people buy under: it was fixed when the event was published",
  resaleCapBps: "is what people buy under: it was fixed when the event was published",
  royaltyBps: "is what people buy under: it was fixed when the event was published",
  endsAt: "can't be changed here: only the contract's owner may postpone the end, from its own wallet",
};

/**
 * Whether an event whose contract is on the chain, or on its way there, may be changed so.
 * @throws {AppError} `event_cancelled`, `event_locked` with the fields, `event_ended`.
 */
export function requireChangeable(event: EventRow, changes: Changes, now: Date): void {
  requireNotCancelled(event, changes);
  const errors = lockedFields(event, changes);
  const [first] = errors;
  if (first) throw new AppError("event_locked", `${first.path} ${first.message}.`, { errors });
  if (now >= event.endsAt && ("resaleClosesAt" in changes || "maxPerWallet" in changes)) {
    const endedAt = event.endsAt.toISOString();
    throw new AppError("event_ended", `The event ended at ${endedAt}: its terms count for nothing any more.`);
  }
}

/** @throws {AppError} `event_cancelled` for more than what people see of the event. */
export function requireNotCancelled(event: Pick<EventRow, "status">, changes: Changes): void {
  const changed = ON_CONTRACT.filter((column) => column in changes);
  if (event.status !== "cancelled" || changed.length === 0) return;
  throw new AppError(
    "event_cancelled",
    `The event is cancelled: only what people see of it can change, not ${changed.join(", ")}.`,
  );
}

function lockedFields(event: EventRow, changes: Changes): FieldError[] {
  const fixed = ON_CONTRACT.flatMap((path) => {
    const message = path in changes ? FIXED[path] : undefined;
    return message === undefined ? [] : [{ path, message }];
  });
  return [...fixed, ...broughtForward(event, changes), ...lowered(event, changes)];
}

function broughtForward(event: EventRow, { resaleClosesAt }: Changes): FieldError[] {
  if (resaleClosesAt === undefined || resaleClosesAt > event.resaleClosesAt) return [];
  const message = `can only be later than ${event.resaleClosesAt.toISOString()}: people bought under that`;
  return [{ path: "resaleClosesAt", message }];
}

function lowered(event: EventRow, { maxPerWallet }: Changes): FieldError[] {
  if (maxPerWallet === undefined || maxPerWallet === null) return [];
  if (event.maxPerWallet !== null && maxPerWallet > event.maxPerWallet) return [];
  const limit =
    event.maxPerWallet === null ? "stays without a limit" : `can only be above ${event.maxPerWallet}`;
  return [{ path: "maxPerWallet", message: `${limit}: people bought under that` }];
}
