import { randomUUID } from "node:crypto";
import { chooseValid, eventId, OWN_EVENTS, typeId } from "./bench-tickets";
import type { Shot } from "./shot";

/** Requests to fire at a server. */
export type Load = Pick<Shot, "method" | "requests" | "seconds">;

/** Of a million tickets so many are asked for: a shot has no time for more. */
const SAMPLE = 10_000;
/** Fewer than may be checked in among a thousand tickets. */
const CHECK_INS = 640;
const SECONDS = 2;

const WALLETS = ["0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC", "0x90F79bf6EB2c4f870365E785982E1f101E93b906"];

/** A route that does nothing: what a request costs at the least. */
export const emptyGet = (): Load => ({ method: "GET", requests: [{ path: "/api/empty" }], seconds: SECONDS });

/** The same with a body, which it leaves unread. */
export const emptyPost = (): Load => ({
  method: "POST",
  requests: [{ path: "/api/empty", body: checkInBody() }],
  seconds: SECONDS,
});

/** One ticket after the other, at random from all that the caller has. */
export const getTicket = (tickets: number): Load => ({
  method: "GET",
  requests: sample(tickets).map((id) => ({ path: `/api/v1/tickets/${id}` })),
  seconds: SECONDS,
});

/** Pages of 50, each from another place in the list of all the caller's tickets. */
export const listTickets = (tickets: number): Load => ({
  method: "GET",
  requests: sample(tickets).map((id) => ({
    path: `/api/v1/tickets?cursor=${Buffer.from(id).toString("base64url")}`,
  })),
  seconds: SECONDS,
});

/** Valid tickets, each checked in once; and how that is undone, so that there are as many for the next round. */
export function checkIns(tickets: number): { checkIn: Load; undo: Load } {
  const ids = chooseValid(tickets, CHECK_INS);
  const requests = (verb: string, body: () => string) =>
    ids.map((id) => ({ path: `/api/v1/tickets/${id}/${verb}`, body: body() }));
  return {
    checkIn: { method: "POST", requests: requests("checkin", checkInBody), seconds: null },
    undo: { method: "POST", requests: requests("undo-checkin", () => "{}"), seconds: null },
  };
}

/** Calls of so many tickets, each an order by itself. */
export function mint(perCall: number): Load {
  const event = OWN_EVENTS - 1;
  const tickets = Array.from({ length: perCall }, (_, i) => ({
    ticketTypeId: typeId(event, 1),
    to: WALLETS[i % WALLETS.length],
    email: `guest${i}@example.org`,
    attendee: { name: `Guest ${i}` },
  }));
  const body = JSON.stringify({ eventId: eventId(event), tickets });
  return { method: "POST", requests: [{ path: "/api/v1/tickets/mint", body }], seconds: SECONDS };
}

/** As a gate sends it: by its nonce it can be sent again. */
const checkInBody = () => JSON.stringify({ gate: "North", nonce: randomUUID() });

const sample = (tickets: number) => chooseValid(tickets, Math.min(SAMPLE, Math.floor(tickets / 2)));
