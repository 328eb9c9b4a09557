import { openEvents } from "@/lib/db/schema/open";
import { createEvent } from "@/lib/services/event/create";
import { findEvent } from "@/lib/services/event/find";
import { createEventInput } from "@/lib/services/event/schema";
import { updateEvent } from "@/lib/services/event/update";
import { invalidFields } from "@/lib/services/invalid-fields";
import { type Call, itemsOf } from "./call";
import { ensureCallback } from "./ensure-callback";
import type { OpenData } from "./schema";

const YEAR_MS = 365 * 24 * 3_600_000;
/** Of an event's one ticket type; it grows when that many are sold. */
const SUPPLY = 1_000_000;
/** OPEN's tickets are sold by its callers alone, each for a price of its own: nobody buys one here for the type's. */
const SALES_END = "2000-01-01T00:00:00Z";
/** As many basis points mean no resale cap: OPEN has none. */
const NO_CAP_BPS = 65_535;

/** Makes events and changes them, in the order of the call, each whole or not at all. */
export async function doEvents(call: Call): Promise<void> {
  for (const each of itemsOf(call, ["newEvent", "updateEvent"])) {
    try {
      const eventId = await call.tx.transaction((tx) => {
        const own = { ...call, tx, ctx: { ...call.ctx, db: tx } };
        return each.name === "newEvent" ? makeEvent(own, each.data) : changeEvent(own, each.data);
      });
      each.item.promised = { actionId: null, eventId, ticketId: null, userId: null };
    } catch (error) {
      each.item.refuse(error, "eventId");
    }
  }
}

async function makeEvent(call: Call, data: OpenData<"newEvent">): Promise<string> {
  const { tx, ctx } = call;
  const { startsAt, endsAt } = timesOf(data, ctx.clock.now());
  const name = data.eventName ?? data.eventId;
  const input = createEventInput.safeParse({
    name: name.slice(0, 200),
    externalId: data.eventId,
    currency: data.currency,
    imageUrl: data.coverImageUrl,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    timeZone: "UTC",
    venue: data.latitude == null ? null : { name, latitude: data.latitude, longitude: data.longitude },
    transferPolicy: "market_only",
    resaleCapBps: NO_CAP_BPS,
    resaleClosesAt: endsAt.toISOString(),
    ticketTypes: [{ name: "General", price: "0", supply: SUPPLY, salesEnd: SALES_END }],
  });
  if (!input.success) throw invalidFields([{ path: "eventName", message: "must be one line of text" }]);
  const { id } = await createEvent({ ctx, input: input.data });
  await tx.insert(openEvents).values({ eventId: id, ...(await extrasOf(call, data)) });
  return id;
}

/** What is missing is now, and a year later. */
function timesOf({ startTime, endTime }: Pick<OpenData<"newEvent">, "startTime" | "endTime">, now: Date) {
  const startsAt = startTime ?? now;
  const endsAt = endTime ?? new Date(startsAt.getTime() + YEAR_MS);
  if (endsAt <= startsAt) throw invalidFields([{ path: "endTime", message: "must be after startTime" }]);
  return { startsAt, endsAt };
}

type Extras = Pick<
  OpenData<"updateEvent">,
  "shopUrl" | "coverMediaUrl" | "defaultNftImageUrl" | "defaultNftMediaUrl" | "callbackUrl"
>;

/** What an event here has no place for. */
async function extrasOf(call: Call, data: Extras) {
  const { shopUrl, coverMediaUrl, defaultNftImageUrl, defaultNftMediaUrl, callbackUrl } = data;
  const callbackEndpointId = callbackUrl === undefined ? undefined : await ensureCallback(call, callbackUrl);
  const all = {
    shopUrl,
    coverMediaUrl,
    defaultNftImageUrl,
    defaultNftMediaUrl,
    callbackUrl,
    callbackEndpointId,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

async function changeEvent(call: Call, data: OpenData<"updateEvent">): Promise<string> {
  const { tx, ctx } = call;
  const { eventName: name, coverImageUrl: imageUrl, startTime, endTime, currency } = data;
  const event = await findEvent(tx, { organisationId: ctx.actor.organisationId, id: `ext:${data.eventId}` });
  // It was made to close with the event's end, and does so until people buy under it.
  const resaleClosesAt = event.status === "draft" ? endTime : undefined;
  const changes = { imageUrl, currency, name, startsAt: startTime, endsAt: endTime, resaleClosesAt };
  // What is null can't be cleared here, but for the picture.
  const said = Object.entries(changes).filter(([key, value]) => key === "imageUrl" || value !== null);
  const { id } = await updateEvent({
    ctx,
    input: { id: `ext:${data.eventId}`, ...Object.fromEntries(said), ...placeOf(data, event.name) },
  });
  const extras = await extrasOf(call, data);
  await tx
    .insert(openEvents)
    .values({ eventId: id, ...extras })
    .onConflictDoUpdate({ target: openEvents.eventId, set: { eventId: id, ...extras } });
  return id;
}

/** A place is known by its coordinates alone, and called as the event is. */
function placeOf({ latitude, longitude, eventName }: OpenData<"updateEvent">, known: string) {
  if (latitude == null || longitude == null) return {};
  return { venue: { name: eventName ?? known, latitude, longitude } };
}
