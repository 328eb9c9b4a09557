import { describe, expect, test } from "vitest";
import { GUESTS_MAX } from "./guest-list";
import { guestListTemplate, rowsToMend } from "./guest-list-template";
import { parseGuestList } from "./parse-guest-list";
import { withServerProblems } from "./with-server-problems";

const GENERAL = { id: "typ_general", name: "General", available: 100 };
const VIP = { id: "typ_vip", name: "V.I.P. Lounge", available: 2 };
const ticketTypes = [GENERAL, VIP];
const WALLET = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

const parse = (text: string, options = {}) => parseGuestList(text, { ticketTypes, ...options });
const problemsOf = (text: string, options = {}) =>
  parse(text, options).rows.map(({ problems }) =>
    problems.map(({ column, message }) => `${column}: ${message}`),
  );

describe("reading", () => {
  test("a full row becomes the ticket that the API takes", () => {
    const { rows, problems } = parse(
      `Name,E-mail,Wallet,Ticket type,External id,Order,Section,Row,Seat\nÉmilie du Châtelet,emilie@example.org,${WALLET.toLowerCase()},general,A-1,O-7,Balcony,B,14`,
    );
    expect(problems).toEqual([]);
    expect(rows[0]).toMatchObject({ number: 2, typeName: "General", problems: [] });
    expect(rows[0]?.ticket).toEqual({
      ticketTypeId: "typ_general",
      to: WALLET,
      email: "emilie@example.org",
      externalId: "A-1",
      orderId: "O-7",
      attendee: { name: "Émilie du Châtelet" },
      seat: { section: "Balcony", row: "B", seat: "14" },
    });
  });

  test.each([
    ["commas", "EMAIL,Ticket_Type\na@example.org,General"],
    ["semicolons", "e-mail address;TIER\na@example.org;General"],
    ["tabs, and Windows line ends", "Mail\tcategory\r\na@example.org\tGeneral\r\n"],
    ["a byte-order mark", "\uFEFFemail,type\na@example.org,General"],
  ])("headers are known in many spellings; with %s", (_, text) => {
    expect(parse(text).rows.map(({ ticket }) => ticket)).toEqual([
      { ticketTypeId: "typ_general", email: "a@example.org" },
    ]);
  });

  test("first and last name make a name", () => {
    const { rows } = parse("First name,Surname,type\nAda,Lovelace,General\n,Prince,General");
    expect(rows.map(({ name }) => name)).toEqual(["Ada Lovelace", "Prince"]);
  });

  test("quoted cells may hold commas and line breaks; blank lines count as rows but are not read", () => {
    const { rows } = parse('name,type\n"Lovelace, Ada",General\n\n,\nAlan,General');
    expect(rows.map(({ number, name }) => [number, name])).toEqual([
      [2, "Lovelace, Ada"],
      [5, "Alan"],
    ]);
  });

  test("a type is found by name in any spelling, or by id", () => {
    const { rows } = parse("type\nVIP lounge\ntyp_general\nv.i.p. LOUNGE");
    expect(rows.map(({ ticket }) => ticket?.ticketTypeId)).toEqual(["typ_vip", "typ_general", "typ_vip"]);
  });

  test("an event with one type needs no type column", () => {
    const { rows, rowsWithoutType } = parse("name\nAda", { ticketTypes: [GENERAL] });
    expect(rows[0]?.ticket?.ticketTypeId).toBe("typ_general");
    expect(rowsWithoutType).toBe(0);
  });

  test("rows without a type take the chosen one, once there is one", () => {
    expect(parse("name\nAda").rowsWithoutType).toBe(1);
    expect(problemsOf("name\nAda")[0]?.[0]).toMatch(
      /^ticketType: No ticket type\. Name one \(General, V\.I\.P\./,
    );
    expect(parse("name\nAda", { defaultTypeId: "typ_vip" }).rows[0]?.ticket?.ticketTypeId).toBe("typ_vip");
  });

  test("unknown columns are told, and a person may say what they are", () => {
    const text = "Who,E-mail,Mail,type\nAda,a@example.org,b@example.org,General";
    expect(parse(text).headers.map(({ column }) => column)).toEqual([null, "email", null, "ticketType"]);
    const { rows } = parse(text, { columns: ["name", null, "email", "ticketType"] });
    expect(rows[0]?.ticket).toMatchObject({ attendee: { name: "Ada" }, email: "b@example.org" });
  });

  test("the template reads back without a problem", () => {
    const { rows, problems } = parse(guestListTemplate(ticketTypes.map(({ name }) => name)));
    expect([...problems, ...rows.flatMap((row) => row.problems)]).toEqual([]);
    expect(rows).toHaveLength(3);
  });
});

describe("refusing", () => {
  test.each([
    ["ann@", "email: “ann@” must be an e-mail address, such as ada@example.org."],
    [
      "two words@example.org",
      "email: “two words@example.org” must be an e-mail address, such as ada@example.org.",
    ],
  ])("the e-mail %s", (cell, problem) => {
    expect(problemsOf(`email,type\n${cell},General`)).toEqual([[problem]]);
  });

  test.each([
    ["0x1234", "wallet: “0x1234” has 4 digits after 0x instead of 40."],
    ["ada.eth", "wallet: “ada.eth” is an ENS name. Give the address behind it: 0x and 40 digits."],
    [WALLET.replace("C51812", "c51812"), /has a wrong checksum/],
    [`0x${"0".repeat(40)}`, /zero address/],
    ["Main Street 1", /must be an address/],
  ])("the wallet %s", (cell, problem) => {
    const [[found] = []] = problemsOf(`wallet,type\n${cell},General`);
    if (typeof problem === "string") expect(found).toBe(problem);
    else expect(found).toMatch(problem);
  });

  test("an unknown type, with those there are", () => {
    expect(problemsOf("type\nBackstage")).toEqual([
      ["ticketType: “Backstage” is no ticket type of this event. It has: General, V.I.P. Lounge."],
    ]);
  });

  test("an external id used twice: the second row, which names the first", () => {
    expect(problemsOf("external id,type\nA,General\nB,General\nA,General")).toEqual([
      [],
      [],
      ["externalId: “A” is in row 2 already. Each ticket needs its own."],
    ]);
  });

  test("rows beyond the supply, counted without the rows that have problems anyway", () => {
    const list = problemsOf("type,email\nVIP lounge,\nVIP lounge,bad\nVIP lounge,\nVIP lounge,");
    expect(list.map(({ length }) => length)).toEqual([0, 1, 0, 1]);
    expect(list[3]).toEqual([
      "ticketType: Only 2 of V.I.P. Lounge are left, and the rows above take them all.",
    ]);
  });

  test("several problems of a row at once, and then no ticket", () => {
    const { rows } = parse("email,wallet,type\nbad,0x1,Backstage");
    expect(rows[0]?.problems.map(({ column }) => column)).toEqual(["ticketType", "wallet", "email"]);
    expect(rows[0]?.ticket).toBeNull();
  });

  test("texts that are too long, without repeating them", () => {
    expect(problemsOf(`name,type\n${"x".repeat(201)},General`)).toEqual([
      ["name: Name must have at most 200 characters."],
    ]);
  });

  test.each([
    ["", /empty/],
    ["  \n ", /empty/],
    ["name,type", /no guests below/],
    ["a;b\n1;2", /None of the columns/],
    [`name,type\n${"Ada,General\n".repeat(GUESTS_MAX + 1)}`, /5,001 rows; at most 5,000/],
  ])("a file as a whole (%#)", (text, problem) => {
    expect(parse(text).problems).toEqual([expect.stringMatching(problem)]);
  });

  test("a quotation mark that is never closed", () => {
    expect(problemsOf('name,type\n"Ada,General\nAlan,General')[0]?.join()).toMatch(/quotation mark/);
  });
});

describe("mending", () => {
  test("what the server refuses is put to the rows it concerns", () => {
    const { rows } = parse("external id,type\nA,General\nB,Backstage\nC,General");
    const sent = rows.filter(({ ticket }) => ticket);
    const after = withServerProblems(rows, sent, [
      { path: "tickets.1.externalId", message: "is used by another ticket of this event" },
      { path: "tickets", message: "is about the whole" },
    ]);
    expect(after.map(({ problems }) => problems.length)).toEqual([0, 1, 1]);
    expect(after[2]).toMatchObject({
      ticket: null,
      problems: [{ column: "externalId", message: "“C” is used by another ticket of this event." }],
    });
  });

  test("rows with problems can be taken away, mended and imported", () => {
    const { rows } = parse("First name,Last name,email,type\nAda,Lovelace,bad,General");
    const again = parse(rowsToMend(rows));
    expect(again.rows[0]).toMatchObject({ name: "Ada Lovelace", cells: { email: "bad" } });
    expect(again.headers.at(-1)).toEqual({ text: "Problem", column: null });
  });

  test("5,000 rows are read in well under a second", () => {
    const text = `name,email,wallet,type\n${`Ada,ada@example.org,${WALLET},General\n`.repeat(GUESTS_MAX)}`;
    const startedAt = performance.now();
    const { rows } = parse(text, { ticketTypes: [{ ...GENERAL, available: GUESTS_MAX }] });
    expect(rows.filter(({ ticket }) => ticket)).toHaveLength(GUESTS_MAX);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});
