/** Whether a database error says that this unique index would be broken. PGlite and pg tell it alike. */
export function violates(error: unknown, index: string): boolean {
  for (let current = error; current instanceof Error; current = current.cause) {
    if ("code" in current && current.code === "23505") {
      return "constraint" in current && current.constraint === index;
    }
  }
  return false;
}
