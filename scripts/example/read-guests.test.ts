import { expect, test } from "vitest";
import { mintTicketInput } from "@/lib/services/ticket/schema";
import { readGuests } from "./read-guests";

const guests = await readGuests();
const distinct = (values: readonly (string | null)[]) => {
  const given = values.filter((value) => value !== null);
  return { given: given.length, distinct: new Set(given).size };
};

test("examples/guests.csv has 500 guests whom the API takes", () => {
  expect(guests).toHaveLength(500);
  for (const { name, ticketType, ...guest } of guests) {
    const item = { ...guest, ticketTypeId: ticketType, attendee: { name } };
    expect(mintTicketInput.safeParse(item), name).toMatchObject({ success: true });
  }
});

test("each has an id of their own, one e-mail address is there twice, and no seat is", () => {
  expect(distinct(guests.map(({ externalId }) => externalId))).toEqual({ given: 500, distinct: 500 });
  const mails = distinct(guests.map(({ email }) => email));
  expect(mails.given - mails.distinct).toBe(1);
  const seats = distinct(guests.map(({ seat }) => seat && JSON.stringify(seat)));
  expect(seats.given).toBe(300);
  expect(seats.distinct).toBe(300);
});

test("they are of many kinds: names of many scripts, orders of two to four, with a wallet and without", () => {
  const scripts = [
    "Latin",
    "Cyrillic",
    "Greek",
    "Arabic",
    "Hebrew",
    "Han",
    "Hangul",
    "Devanagari",
    "Thai",
    "Ethiopic",
  ];
  for (const script of scripts) {
    expect(
      guests.some(({ name }) => new RegExp(`\\p{Script=${script}}`, "u").test(name)),
      script,
    ).toBe(true);
  }
  const orders = Map.groupBy(
    guests.filter(({ orderId }) => orderId),
    ({ orderId }) => orderId,
  );
  expect([...new Set([...orders.values()].map(({ length }) => length))].sort()).toEqual([2, 3, 4]);
  expect(guests.filter(({ to }) => to).length).toBeGreaterThan(50);
  expect(guests.filter(({ to, email }) => !to && email).length).toBeGreaterThan(200);
});
