import type { z } from "zod";
import type { FieldMessages } from "@/components/api/field-messages";
import type { createEventInput } from "@/lib/services/event/schema";
import { currencyDecimals, type OnChainCurrency } from "./currencies";
import type { EventFormValues, TicketTypeRow } from "./event-form-values";
import { zonedTime } from "./zoned-time";

/** As `POST /events` takes it. */
export type EventToCreate = z.input<typeof createEventInput>;

export type ReadEventForm = { ok: true; event: EventToCreate } | { ok: false; messages: FieldMessages };

const NO_CAP_BPS = 65_535;

/**
 * What is typed, as the API takes it, or everything that is wrong with it. Paths are those of the API, so that the
 * server's own findings land on the same fields. The server has the last word: this is help while typing.
 */
export function readEventForm(values: EventFormValues, onChain: readonly OnChainCurrency[]): ReadEventForm {
  const messages: Record<string, string> = {};
  const refuse = (path: string, message: string) => {
    messages[path] ??= message;
  };

  if (!values.name.trim()) refuse("name", "Give the event a name.");
  if (values.imageUrl.trim() && !/^https?:\/\/[^\s/]+\.?[^\s]*$/i.test(values.imageUrl.trim())) {
    refuse("imageUrl", "This is no web address: it starts with https://");
  }
  if (values.venueAddress.trim() && !values.venueName.trim()) {
    refuse("venue.name", "Name the venue that this address belongs to.");
  }
  const { currency } = values;
  const decimals = currencyDecimals(currency, onChain);
  const times = readTimes(values, refuse);
  const ticketTypes = values.ticketTypes.map((row, index) =>
    readTicketType(row, { path: `ticketTypes.${index}`, currency, decimals, refuse }),
  );
  const isResold = values.transferPolicy !== "locked";
  const resaleCapBps = isResold ? readResaleCap(values.resaleCap, refuse) : 10_000;
  const royaltyBps = isResold ? readRoyalty(values.royalty, refuse) : 0;
  const maxPerWallet = values.maxPerWallet.trim() ? readCount(values.maxPerWallet, 1_000_000) : null;
  if (maxPerWallet === undefined) refuse("maxPerWallet", "Enter a whole number from 1, or leave it empty.");

  if (Object.keys(messages).length > 0) return { ok: false, messages };
  return {
    ok: true,
    event: {
      name: values.name.trim(),
      ...times,
      timeZone: values.timeZone,
      currency,
      ticketTypes,
      transferPolicy: values.transferPolicy,
      resaleCapBps: resaleCapBps ?? 0,
      royaltyBps: royaltyBps ?? 0,
      ...(values.description.trim() && { description: values.description.trim() }),
      ...(values.imageUrl.trim() && { imageUrl: values.imageUrl.trim() }),
      ...(maxPerWallet && { maxPerWallet }),
      ...(values.venueName.trim() && { venue: venueOf(values) }),
    },
  };
}

type Refuse = (path: string, message: string) => void;

function venueOf({ venueName, venueAddress }: EventFormValues) {
  return { name: venueName.trim(), ...(venueAddress.trim() && { address: venueAddress.trim() }) };
}

function readTimes(values: EventFormValues, refuse: Refuse): { startsAt: string; endsAt: string } {
  const startsAt = readTime(values.startsAt, values.timeZone, (message) => refuse("startsAt", message));
  const endsAt = readTime(values.endsAt, values.timeZone, (message) => refuse("endsAt", message));
  if (startsAt && endsAt && endsAt <= startsAt) refuse("endsAt", "The end must be after the start.");
  return { startsAt, endsAt };
}

function readTime(local: string, timeZone: string, refuse: (message: string) => void): string {
  const time = zonedTime(local, timeZone);
  if (time.ok) return time.utc;
  if (time.reason === "incomplete") refuse("Choose a day and a time.");
  else if (time.reason === "unknown_zone") refuse("Choose a time zone first.");
  else refuse("Clocks go forward that night and skip this time. Choose one an hour later.");
  return "";
}

type Tier = { path: string; currency: string; decimals: number; refuse: Refuse };

function readTicketType(row: TicketTypeRow, field: Tier) {
  const { path, refuse } = field;
  if (!row.name.trim()) refuse(`${path}.name`, "Name it: this is what people choose.");
  const price = readPrice(row.price, field);
  if (!price.ok) refuse(`${path}.price`, price.message);
  const supply = readCount(row.supply, 999_999_999);
  if (supply === undefined) refuse(`${path}.supply`, "How many are there? A whole number from 1.");
  return {
    name: row.name.trim(),
    price: price.ok ? price.amount : "0",
    supply: supply ?? 0,
    ...(row.description.trim() && { description: row.description.trim() }),
  };
}

/** Takes `25`, `25.00` and, as many type it, `25,00`. */
function readPrice(
  text: string,
  { currency, decimals }: Pick<Tier, "currency" | "decimals">,
): { ok: true; amount: string } | { ok: false; message: string } {
  const amount = text.trim().replace(",", ".");
  if (amount === "") return { ok: false, message: "Enter the price; 0 is free." };
  const [, whole, fraction = ""] = /^(\d{1,10})(?:\.(\d+))?$/.exec(amount) ?? [];
  if (whole === undefined) return { ok: false, message: "Enter an amount such as 25 or 25.50." };
  if (fraction.length > decimals) {
    const most = decimals === 0 ? "no decimals" : `at most ${decimals} decimals`;
    return { ok: false, message: `${currency} has ${most}.` };
  }
  return { ok: true, amount: `${Number(whole)}${fraction ? `.${fraction}` : ""}` };
}

function readCount(text: string, max: number): number | undefined {
  const digits = text.trim().replace(/[\s_]/g, "");
  const count = /^\d{1,9}$/.test(digits) ? Number(digits) : 0;
  return count >= 1 && count <= max ? count : undefined;
}

function readResaleCap(text: string, refuse: Refuse): number | undefined {
  if (!text.trim()) return NO_CAP_BPS;
  const bps = readPercent(text);
  if (bps !== undefined && bps < NO_CAP_BPS) return bps;
  refuse("resaleCapBps", "Enter a percentage from 0 to 655, or leave it empty for no cap.");
  return undefined;
}

function readRoyalty(text: string, refuse: Refuse): number | undefined {
  const bps = readPercent(text.trim() || "0");
  if (bps !== undefined && bps <= 10_000) return bps;
  refuse("royaltyBps", "Enter a percentage from 0 to 100.");
  return undefined;
}

/** `12.5` → 1250 hundredths of a percent, without a float's rounding. */
function readPercent(text: string): number | undefined {
  const [, whole, fraction = ""] = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(text.trim()) ?? [];
  return whole === undefined ? undefined : Number(whole) * 100 + Number(fraction.padEnd(2, "0"));
}
