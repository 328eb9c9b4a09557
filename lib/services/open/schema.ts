import { z } from "zod";
import type { OpenAttribute } from "@/lib/db/schema/open";
import { address, amount, currencySymbol, line, prose, reference, webUrl } from "@/lib/services/fields";

/** As many items as OPEN's Ticket Engine takes in one call. */
const ITEMS_MAX = 5_000;

/** The body of a call. What an item is made of is looked at item by item. */
export const streamInput = z
  .array(z.unknown(), { error: `must be an array of 1 to ${ITEMS_MAX} actions` })
  .min(1, `must be an array of 1 to ${ITEMS_MAX} actions`)
  .max(ITEMS_MAX, `must be an array of 1 to ${ITEMS_MAX} actions`);

const SECONDS_MIN = 946_684_800;
const SECONDS_MAX = 7_258_118_399;
const secondsProblem = "must be unix seconds, such as 1906000000";

/** Unix seconds, as number or in a string. */
const unixTime = z
  .union(
    [
      z.int(),
      z
        .string()
        .regex(/^\d{1,12}$/)
        .transform(Number),
    ],
    { error: secondsProblem },
  )
  .refine((seconds) => seconds >= SECONDS_MIN && seconds <= SECONDS_MAX, secondsProblem)
  .transform((seconds) => new Date(seconds * 1000));

/** It was inside another string, where nothing looked at it: a NUL or half a surrogate pair is no text that a column takes. */
const storable = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => text.isWellFormed() && !text.includes("\u0000"));
const attributeName = storable(255).min(1);
const scalar = z.union([storable(1_000), z.number(), z.boolean()]);
const attributeList = z.union([
  z.array(z.object({ name: attributeName, value: scalar })).max(100),
  z
    .record(attributeName, scalar)
    .transform((record) => Object.entries(record).map(([name, value]) => ({ name, value }))),
]);
const attributesProblem = 'must be a JSON string of attributes, such as [{"name":"Row","value":"B"}]';

const metadataAttributes = z
  .string({ error: attributesProblem })
  .transform((text, issues): OpenAttribute[] => {
    const parsed = attributeList.safeParse(parsedJson(text));
    if (parsed.success) return parsed.data;
    issues.addIssue({ code: "custom", message: attributesProblem });
    return z.NEVER;
  });

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const degrees = (most: number) => {
  const problem = `must be a number from -${most} to ${most}`;
  return z
    .union(
      [
        z.number(),
        z
          .string()
          .regex(/^-?\d{1,3}(\.\d{1,15})?$/)
          .transform(Number),
      ],
      { error: problem },
    )
    .refine((value) => Math.abs(value) <= most, problem);
};

const url = webUrl.nullish();

const eventShape = {
  eventName: line(200).nullish(),
  shopUrl: url,
  coverImageUrl: url,
  coverMediaUrl: url,
  defaultNftImageUrl: url,
  defaultNftMediaUrl: url,
  latitude: degrees(90).nullish(),
  longitude: degrees(180).nullish(),
  startTime: unixTime.nullish(),
  endTime: unixTime.nullish(),
  callbackUrl: url,
};
const looks = { imageUrl: url, mediaUrl: url, metadataAttributes: metadataAttributes.nullish() };
const which = { ticketId: reference().nullish(), nftId: reference().nullish() };
const orderTime = unixTime.nullish();
const to = address.nullish();

const isNamed = (item: { ticketId?: unknown; nftId?: unknown }) => Boolean(item.ticketId ?? item.nftId);
const NAME_NEEDED = { path: ["ticketId"], error: "or nftId is required" };
const ofTicket = { ...which, orderTime };

/** What each action takes. What it doesn't know is left alone, as OPEN does. */
export const OPEN_ACTIONS = {
  newEvent: z.object({ eventId: reference(), currency: currencySymbol, ...eventShape }),
  updateEvent: z.object({ eventId: reference(), currency: currencySymbol.nullish(), ...eventShape }),
  soldTicket: z.object({
    eventId: reference(),
    ticketId: reference(),
    userId: reference(),
    price: amount,
    ...looks,
    orderTime,
    to,
    name: line(200).nullish(),
    description: prose(2_000).nullish(),
  }),
  updateTicket: z.object({ ...which, ...looks }).refine(isNamed, NAME_NEEDED),
  resoldTicket: z
    .object({ ...ofTicket, userId: reference(), price: amount, to })
    .refine(isNamed, NAME_NEEDED),
  scannedTicket: z.object(ofTicket).refine(isNamed, NAME_NEEDED),
  checkedInTicket: z.object(ofTicket).refine(isNamed, NAME_NEEDED),
  invalidatedTicket: z.object(ofTicket).refine(isNamed, NAME_NEEDED),
  claimedTicket: z
    .object({ ...ofTicket, to, userId: reference().nullish() })
    .refine(isNamed, NAME_NEEDED)
    .refine((item) => Boolean(item.to ?? item.userId), { path: ["to"], error: "or userId is required" }),
} as const;

export type OpenActionName = keyof typeof OPEN_ACTIONS;
export type OpenData<Name extends OpenActionName> = z.output<(typeof OPEN_ACTIONS)[Name]>;

const itemErrors = z.array(z.object({ param: z.string(), message: z.string() }));

const itemOutput = z
  .object({
    status: z.enum(["success", "error"]),
    action: z.string().nullable().meta({ example: "soldTicket" }),
    eventId: z.string().optional(),
    ticketId: z.string().optional(),
    nftId: z.string().optional(),
    actionPromise: z.string().optional().meta({ description: "To ask /open/actions/{promise} with" }),
    errors: itemErrors.optional().meta({ description: "Of a failed item" }),
    requestData: z.unknown().optional().meta({ description: "Of a failed item: its data, as you sent it" }),
  })
  .meta({ id: "OpenItem" });
export type OpenItemOutput = z.infer<typeof itemOutput>;

export const streamOutput = z
  .object({
    status: z.enum(["success", "multi"]).meta({ description: "`multi`: some items failed" }),
    data: z.array(itemOutput).meta({ description: "In the order of the request" }),
  })
  .meta({ id: "OpenStream" });

/** A call of which nothing was done. */
export const streamFailure = z
  .object({
    status: z.literal("error"),
    error: z.enum(["all_actions_invalid", "invalid_request"]),
    message: z.string(),
    data: z.array(itemOutput).optional(),
  })
  .meta({ id: "OpenFailure" });

export const openMessage = z.object({ message: z.string() }).meta({ id: "OpenMessage" });

const OPEN_STATUSES = [
  "waiting_broadcast",
  "waiting_funds",
  "pending",
  "confirmed",
  "error",
  "wont_broadcast",
  "no_broadcast_required",
] as const;
export type OpenStatus = (typeof OPEN_STATUSES)[number];

export const promiseOutput = z
  .object({
    actionPromise: z.string(),
    action: z.string().meta({ example: "soldTicket" }),
    status: z.enum(OPEN_STATUSES),
    eventId: z.string().nullable(),
    ticketId: z.string().nullable(),
    eventIndex: z.int().optional().meta({ description: "The how manieth of your events it is" }),
    tokenId: z.string().optional(),
    nftId: z.string().optional(),
    eventAddress: z.string().optional(),
    txHash: z.string().nullable().optional(),
    userWallet: z.string().nullable().optional(),
    explorerUrl: z.string().nullable().optional(),
    error: z.string().optional().meta({ description: "Why it failed; only then there" }),
  })
  .meta({ id: "OpenPromise" });
export type PromiseOutput = z.infer<typeof promiseOutput>;
