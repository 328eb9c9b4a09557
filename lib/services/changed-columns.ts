/** Those of the wanted columns that differ from the row's. What is undefined is not wanted. */
export function changedColumns<Row extends object>(row: Row, wanted: Wanted<Row>): Partial<Row> {
  const changed: Partial<Row> = {};
  for (const column in wanted) {
    const value = wanted[column];
    if (value !== undefined && !isSame(row[column], value)) changed[column] = value;
  }
  return changed;
}

type Wanted<Row> = { [Column in keyof Row]?: Row[Column] | undefined };

function isSame(a: unknown, b: unknown): boolean {
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime();
  return a === b;
}
