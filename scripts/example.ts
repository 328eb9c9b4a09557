import { BaseError, isAddress } from "viem";
import { z } from "zod";
import { TicketChainError } from "@/lib/client/ticket-chain-error";
import { ExampleError, expectThat } from "./example/example-error";
import { listTickets } from "./example/list-tickets";
import { createEvent, publishEvent } from "./example/make-event";
import { mintGuests } from "./example/mint-guests";
import { type Api, openApi, type Ticket } from "./example/open-api";
import { printTable } from "./example/print-table";
import { readGuests } from "./example/read-guests";
import { readSettings } from "./example/settings";
import { verifyOnChain } from "./example/verify-on-chain";
import { confirmedAction, confirmedTicket } from "./example/wait-for-chain";

/*
 * The whole life of an event over /api/v1: `npm start` in one terminal, `npm run example` in another.
 * It gets through a server that is killed and started again on the way, and ends with an error if anything is not as
 * it should be.
 */

const firstCheckInSchema = z.object({
  firstCheckIn: z.object({ at: z.string(), gate: z.string().nullable() }),
});

type Row = [what: string, who: string, transaction: string];

async function main(): Promise<void> {
  const api = openApi(await readSettings(process.env));
  const guests = await readGuests();
  const { organisation, chain } = await api.get("/me");
  console.log(`\n${organisation?.name} on ${chain.name} (${chain.chainId}), through ${api.appUrl}/api/v1\n`);

  const event = await createEvent(api, guests);
  const { action, contractAddress } = await publishEvent(api, event);
  if (!contractAddress || !isAddress(contractAddress)) throw new ExampleError("The event has no contract.");
  console.log(`“${event.name}” is published; its contract is ${contractAddress}.`);

  console.log(`Minting ${guests.length} tickets from examples/guests.csv:`);
  await mintGuests(api, event, guests);
  const minted = await listTickets(api, event.id);
  const rows: Row[] = [["published", event.name, await confirmedAction(api, action.id)], ...mintRows(minted)];

  const [first, second, third, fourth] = pick(minted);
  console.log("Checking three in, one of them twice, and invalidating another …");
  await checkIn(api, first, "North");
  await checkIn(api, second, "North");
  await checkIn(api, third, "South");
  const refused: Row = ["check-in refused", nameOf(first), await secondCheckIn(api, first)];
  const invalidated = await api.post("/tickets/{id}/invalidate", {
    params: { path: { id: fourth.id } },
    body: { reason: "refunded" },
  });

  for (const ticket of [first, second, third]) {
    rows.push(["checked in", nameOf(ticket), (await confirmedTicket(api, ticket.id)).txHash]);
  }
  rows.push(refused, ["invalidated", nameOf(fourth), await confirmedAction(api, invalidated.action.id)]);

  await verify(api, { eventId: event.id, contract: contractAddress, total: guests.length });
  console.log("");
  printTable(["What", "Who", "Transaction"], rows);
  console.log("\nEverything is as it should be, in the API as well as on the chain.\n");
}

/** One row for each transaction that minted. */
function mintRows(tickets: readonly Ticket[]): Row[] {
  const byTransaction = Map.groupBy(tickets, ({ chain }) => chain.txHash ?? "none");
  return [...byTransaction].map(([hash, group]) => ["minted", `${group.length} tickets`, hash]);
}

/** Four tickets from all over the list. */
function pick(tickets: readonly Ticket[]): [Ticket, Ticket, Ticket, Ticket] {
  const [a, b, c, d] = [0.1, 0.4, 0.7, 0.9].map((share) => tickets[Math.floor(tickets.length * share)]);
  if (a && b && c && d) return [a, b, c, d];
  throw new ExampleError("There are too few tickets.");
}

const nameOf = (ticket: Ticket) => `${ticket.attendee?.name ?? ticket.id} (${ticket.externalId})`;

async function checkIn(api: Api, ticket: Ticket, gate: string): Promise<void> {
  const { ticket: now } = await api.post("/tickets/{id}/checkin", {
    params: { path: { id: ticket.id } },
    body: { gate },
  });
  expectThat(now.status === "checked_in", `The ticket ${ticket.id} is ${now.status} after its check-in.`);
}

/** Tries to check a ticket in that is. @returns the refusal's code and what it says of the first check-in. */
async function secondCheckIn(api: Api, ticket: Ticket): Promise<string> {
  const refusal = await checkIn(api, ticket, "South").catch((error: unknown) => error);
  if (refusal === undefined) throw new ExampleError(`The ticket ${ticket.id} was checked in twice.`);
  if (!(refusal instanceof TicketChainError) || refusal.code !== "already_checked_in") throw refusal;
  const { firstCheckIn } = firstCheckInSchema.parse(refusal.problem);
  return `none: ${refusal.code}, at ${firstCheckIn.at}, gate ${firstCheckIn.gate}`;
}

/** Counts the tickets in the API and asks the chain for each of them. */
async function verify(
  api: Api,
  expected: { eventId: string; contract: `0x${string}`; total: number },
): Promise<void> {
  const { eventId, contract, total } = expected;
  const tickets = await listTickets(api, eventId);
  const count = (status: Ticket["status"]) => tickets.filter((ticket) => ticket.status === status).length;
  const said = { valid: count("valid"), checked_in: count("checked_in"), invalidated: count("invalidated") };
  const onChain = await verifyOnChain({ appUrl: api.appUrl, contract, tickets });
  for (const [where, counts] of Object.entries({ API: said, chain: onChain })) {
    const { valid, checked_in, invalidated } = counts;
    const text = `${valid} valid, ${checked_in} checked in and ${invalidated} invalidated`;
    console.log(`${where}: ${text}`);
    expectThat(
      valid === total - 4 && checked_in === 3 && invalidated === 1,
      `The ${where} has ${text}; it should be ${total - 4}, 3 and 1.`,
    );
  }
}

/** viem's errors carry a contract's whole ABI: their short message says it. */
function sentenceOf(error: unknown): string {
  if (error instanceof ExampleError || error instanceof TicketChainError) return error.message;
  if (error instanceof DOMException && error.name === "TimeoutError")
    return "The chain did not confirm everything in time.";
  if (error instanceof BaseError) return `The chain can't be read: ${error.shortMessage} ${error.details}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

try {
  await main();
} catch (error) {
  console.error(`\n${sentenceOf(error)}`);
  process.exitCode = 1;
}
