import { AppError } from "@/lib/errors";
import { type IdPrefix, isId } from "@/lib/ids";

/** A page of rows, newest first; `nextCursor` is null on the last. */
export type Page<T> = { data: T[]; nextCursor: string | null };

/**
 * Where the next page begins: after the row of this id. Ids are ordered by time, so rows written meanwhile move nothing.
 * @throws {AppError} `validation_failed` on `cursor` for one that we did not give.
 */
export function readCursor(cursor: string | undefined, prefix: IdPrefix): string | null {
  return readCursorOf(cursor, (id) => isId(prefix, id));
}

/** The same for rows whose ids are not all alike. */
export function readCursorOf(cursor: string | undefined, isOurs: (id: string) => boolean): string | null {
  if (cursor === undefined) return null;
  const id = Buffer.from(cursor, "base64url").toString("utf8");
  if (isOurs(id) && writeCursor(id) === cursor) return id;
  const message = "must be the nextCursor of the page before: start again without it";
  throw new AppError("validation_failed", `cursor ${message}.`, { errors: [{ path: "cursor", message }] });
}

/**
 * Makes a page of rows that were read with a limit of `limit + 1`, the extra one telling whether there is more.
 */
export function toPage<Row extends { id: string }, T>(
  rows: readonly Row[],
  limit: number,
  project: (row: Row) => T,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    data: shown.map(project),
    nextCursor: rows.length > limit && last ? writeCursor(last.id) : null,
  };
}

function writeCursor(id: string): string {
  return Buffer.from(id, "utf8").toString("base64url");
}
