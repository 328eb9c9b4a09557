import { numeric, timestamp } from "drizzle-orm/pg-core";

/** A moment, stored with its zone, read as a `Date`. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });

/** An unsigned 256-bit number: amounts in smallest units, token ids. */
export const uint256 = (name: string) => numeric(name, { precision: 78, scale: 0, mode: "bigint" });

export const createdAt = () => moment("created_at").notNull().defaultNow();
