import { expect, test } from "vitest";
import { type HandForm, readHandForm } from "./read-hand-form";

const TYPES = [{ id: "typ_general", name: "General", available: 3 }];
const WALLET = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const filled: HandForm = {
  ticketTypeId: "typ_general",
  recipient: "email",
  to: "",
  email: "ada@example.org",
  name: " Ada ",
  quantity: "1",
  section: "",
  row: "B",
  seat: "14",
};
const read = (changes: Partial<HandForm>) => readHandForm({ ...filled, ...changes }, TYPES);

test("a ticket by e-mail, with its seat", () => {
  expect(read({})).toEqual({
    ok: true,
    tickets: [
      {
        ticketTypeId: "typ_general",
        email: "ada@example.org",
        attendee: { name: "Ada" },
        seat: { row: "B", seat: "14" },
      },
    ],
  });
});

test("only the chosen kind of recipient counts, whatever was typed for the others", () => {
  const toWallet = read({ recipient: "wallet", to: WALLET.toLowerCase(), email: "not an address" });
  expect(toWallet).toMatchObject({ ok: true, tickets: [{ to: WALLET }] });
  expect(read({ recipient: "nobody", email: "x" })).toMatchObject({
    ok: true,
    tickets: [expect.not.objectContaining({ email: "x" })],
  });
});

test("several tickets are the same, and have no seat", () => {
  const { tickets } = { tickets: [], ...read({ quantity: "3" }) };
  expect(tickets).toHaveLength(3);
  expect(tickets[0]).not.toHaveProperty("seat");
});

test.each([
  [{ quantity: "4" }, { quantity: "Only 3 left." }],
  [{ quantity: "0" }, { quantity: "A whole number from 1 to 1000." }],
  [{ quantity: "two" }, { quantity: "A whole number from 1 to 1000." }],
  [{ email: "ada@" }, { email: expect.stringMatching(/e-mail address/) }],
  [{ recipient: "wallet", to: "0x12" } as const, { to: expect.stringMatching(/40 hexadecimal digits/) }],
  [{ ticketTypeId: "typ_other" }, { ticketTypeId: "Choose a ticket type." }],
])("%o is refused", (changes, messages) => {
  expect(read(changes)).toEqual({ ok: false, messages });
});
