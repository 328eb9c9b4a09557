type Seat = { section: string | null; row: string | null; seat: string | null };

/** The parts of a seat that are given, by name: `Section Balcony`, `Row B`, `Seat 14`. */
export function seatParts(seat: Seat | null): { label: string; value: string }[] {
  if (!seat) return [];
  const parts = [
    { label: "Section", value: seat.section },
    { label: "Row", value: seat.row },
    { label: "Seat", value: seat.seat },
  ];
  return parts.flatMap(({ label, value }) => (value ? [{ label, value }] : []));
}

/** On one line: "Balcony, row B, seat 14". Empty where none is given. */
export function seatLine(seat: Seat | null): string {
  if (!seat) return "";
  const parts = [seat.section, seat.row && `row ${seat.row}`, seat.seat && `seat ${seat.seat}`];
  const line = parts.filter(Boolean).join(", ");
  return line.charAt(0).toUpperCase() + line.slice(1);
}
