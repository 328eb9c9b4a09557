import { AppError } from "@/lib/errors";
import { fieldErrors } from "@/lib/services/field-errors";
import { OPEN_ACTIONS, type OpenActionName, type OpenData, type OpenItemOutput } from "./schema";

type ItemError = { param: string; message: string };

/** What was promised for an item: which action does it (null: none has to), on which of our rows, and whom the ticket is for then. */
export type Promised = {
  actionId: string | null;
  eventId: string;
  ticketId: string | null;
  userId: string | null;
};

/** One item of a call, and what has become of it. */
export class Item {
  readonly index: number;
  readonly action: string | null;
  readonly raw: unknown;
  errors: readonly ItemError[] = [];
  promised: Promised | null = null;
  promiseId: string | null = null;

  constructor(index: number, sent: unknown) {
    this.index = index;
    const { action, data } =
      typeof sent === "object" && sent !== null ? ({ ...sent } as Record<string, unknown>) : {};
    this.action = typeof action === "string" ? action : null;
    this.raw = data;
  }

  get isOpen(): boolean {
    return this.errors.length === 0 && this.promised === null;
  }

  /** Does a part of the work; a refusal becomes the item's. @param param the field that it is about, where nothing says it. */
  attempt(param: string, work: () => void): void {
    try {
      work();
    } catch (error) {
      this.refuse(error, param);
    }
  }

  /** @throws what is no refusal. */
  refuse(error: unknown, param: string): void {
    if (!(error instanceof AppError)) throw error;
    this.errors =
      error.errors.length > 0
        ? error.errors.map(({ path, message }) => ({
            param: paramOf(path),
            message: `${paramOf(path)} ${message}`,
          }))
        : [{ param, message: error.message }];
  }

  fail(param: string, message: string): void {
    this.errors = [{ param, message }];
  }

  output(): OpenItemOutput {
    const names = namesIn(this.raw);
    if (this.errors.length === 0)
      return { status: "success", action: this.action, ...names, actionPromise: this.promiseId ?? "" };
    const errors = this.errors.map((error) => ({ ...error }));
    return { status: "error", action: this.action, ...names, errors, requestData: this.raw };
  }
}

/** An item of a known action whose data is well-formed. */
export type Parsed = {
  [Name in OpenActionName]: { item: Item; name: Name; data: OpenData<Name> };
}[OpenActionName];

/** The item's data, parsed; null where it is refused for that. */
export function parseItem(item: Item): Parsed | null {
  const { action } = item;
  if (action === null || !isKnown(action)) {
    item.fail("action", `must be one of ${Object.keys(OPEN_ACTIONS).join(", ")}`);
    return null;
  }
  const parsed = OPEN_ACTIONS[action].safeParse(item.raw);
  // The union over names can't be told from the schema by the compiler.
  if (parsed.success) return { item, name: action, data: parsed.data } as Parsed;
  item.errors = fieldErrors(parsed.error).map(({ path, message }) => ({
    param: path || "data",
    message: `${path || "data"} ${message}`,
  }));
  return null;
}

/** What OPEN's callers call our fields. */
const PARAMS: Readonly<Record<string, string>> = {
  name: "eventName",
  imageUrl: "coverImageUrl",
  startsAt: "startTime",
  endsAt: "endTime",
  at: "orderTime",
  externalId: "eventId",
  "tickets.externalId": "ticketId",
};

/** The field that was sent: of a mint's tickets, the one that this item is. */
function paramOf(path: string): string {
  const [, ofTicket] = /^tickets\.\d+\.(.+)$/.exec(path) ?? [];
  const field = ofTicket ?? path;
  return (ofTicket && PARAMS[`tickets.${ofTicket}`]) ?? PARAMS[field] ?? field;
}

function isKnown(action: string): action is OpenActionName {
  return Object.hasOwn(OPEN_ACTIONS, action);
}

function namesIn(data: unknown): { eventId?: string; ticketId?: string; nftId?: string } {
  if (typeof data !== "object" || data === null) return {};
  const entries = Object.entries(data).filter(
    ([key, value]) => ["eventId", "ticketId", "nftId"].includes(key) && typeof value === "string",
  );
  return Object.fromEntries(entries);
}
