/** What a guest list can say about a ticket, with the word for it and the headers we take for it (see `plain`). */
export const GUEST_LIST_COLUMNS = {
  name: {
    label: "Name",
    synonyms: ["name", "fullname", "attendee", "attendeename", "guest", "guestname", "holder", "participant"],
  },
  firstName: { label: "First name", synonyms: ["firstname", "givenname", "forename", "vorname", "prenom"] },
  lastName: { label: "Last name", synonyms: ["lastname", "surname", "familyname", "nachname", "nom"] },
  email: {
    label: "E-mail",
    synonyms: ["email", "emailaddress", "mail", "mailaddress", "attendeeemail", "guestemail", "emailadresse"],
  },
  wallet: {
    label: "Wallet",
    synonyms: [
      "wallet",
      "walletaddress",
      "address",
      "ethaddress",
      "ethereumaddress",
      "ethereum",
      "to",
      "recipient",
      "owner",
    ],
  },
  ticketType: {
    label: "Ticket type",
    synonyms: ["tickettype", "type", "ticket", "tier", "category", "product", "ticketname", "kategorie"],
  },
  externalId: {
    label: "External id",
    synonyms: [
      "externalid",
      "id",
      "ticketid",
      "reference",
      "ref",
      "barcode",
      "code",
      "ticketnumber",
      "ticketno",
    ],
  },
  order: {
    label: "Order",
    synonyms: ["order", "orderid", "ordernumber", "orderno", "orderreference", "booking", "bookingid"],
  },
  section: { label: "Section", synonyms: ["section", "block", "area", "zone", "level"] },
  row: { label: "Row", synonyms: ["row", "seatrow", "reihe", "rang"] },
  seat: { label: "Seat", synonyms: ["seat", "seatnumber", "seatno", "place", "sitz", "platz", "siege"] },
} as const satisfies Record<string, { label: string; synonyms: readonly string[] }>;

export type GuestListColumn = keyof typeof GUEST_LIST_COLUMNS;

/** Letters and digits only, without case and accents: `E-Mail Address` and `email_address` are one. */
export function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, "");
}

export function isGuestListColumn(name: string): name is GuestListColumn {
  return name in GUEST_LIST_COLUMNS;
}

/** Which column each header stands for; null where none. Of two headers for one column, the first has it. */
export function readHeaders(headers: readonly string[]): (GuestListColumn | null)[] {
  const taken = new Set<GuestListColumn>();
  return headers.map((header) => {
    const column = columnOf(plain(header));
    if (column === null || taken.has(column)) return null;
    taken.add(column);
    return column;
  });
}

function columnOf(header: string): GuestListColumn | null {
  for (const column of Object.keys(GUEST_LIST_COLUMNS).filter(isGuestListColumn)) {
    const synonyms: readonly string[] = GUEST_LIST_COLUMNS[column].synonyms;
    if (synonyms.includes(header)) return column;
  }
  return null;
}
