import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OpenDatabase } from "@/lib/db/open-database";
import { chainEvents } from "@/lib/db/schema/pipeline";
import { newId } from "@/lib/ids";
import type { Context } from "@/lib/services/context";
import {
  ADA,
  aContext,
  aPublishedEvent,
  aTicket,
  BOB,
  limitedTo,
  minted,
  refused,
  someTickets,
} from "@/test/service-builders";
import { testDatabase } from "@/test/test-database";
import { checkInTicket } from "./check-in";
import { getTicket } from "./get";
import { getPublicTicket } from "./get-public";
import { listTickets } from "./list";
import { listTicketsByOwner } from "./list-by-owner";
import { listTicketsByTokens } from "./list-by-tokens";
import { listHistory } from "./list-history";
import { listPublicHistory } from "./list-public-history";
import { listScans } from "./list-scans";
import { checkInInput, listTicketsInput, publicTicketOutput, ticketOutput } from "./schema";

let database: OpenDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const list = (ctx: Context, query: Record<string, unknown> = {}) =>
  listTickets({ ctx, input: listTicketsInput.parse(query) });

const externalIds = async (ctx: Context, query: Record<string, unknown>) =>
  (await list(ctx, query)).data.map((ticket) => ticket.externalId).sort();

describe("getTicket", () => {
  it("shows a minted ticket with its token and how far it is", async () => {
    const ctx = await aContext(database.db);
    const { id } = await aTicket(ctx, await aPublishedEvent(ctx), { externalId: "T-1" });
    await minted(database.db, id, 1_000_000_001n, BOB);
    const ticket = await getTicket({ ctx, input: { id: "ext:T-1" } });
    expect(ticketOutput.parse(ticket)).toEqual(ticket);
    expect(ticket).toMatchObject({
      id,
      status: "valid",
      tokenId: "1000000001",
      owner: BOB,
      custody: false,
      chain: { state: "confirmed", blockNumber: 7 },
    });
  });

  it("asks which event where several use one external id", async () => {
    const ctx = await aContext(database.db);
    const [one, two] = [await aPublishedEvent(ctx), await aPublishedEvent(ctx)];
    const wanted = await aTicket(ctx, one, { externalId: "T-1" });
    await aTicket(ctx, two, { externalId: "T-1" });
    expect(await refused(getTicket({ ctx, input: { id: "ext:T-1" } }))).toMatchObject({
      code: "validation_failed",
      errors: [{ path: "eventId" }],
    });
    const found = await getTicket({ ctx, input: { id: "ext:T-1", eventId: one.id } });
    expect(found.id).toBe(wanted.id);
  });

  it("answers another organisation's, unknown and malformed ids alike: not_found", async () => {
    const other = await aContext(database.db);
    const foreign = await aTicket(other, await aPublishedEvent(other), { externalId: "theirs" });
    const ctx = await aContext(database.db);
    for (const id of [foreign.id, "ext:theirs", newId("tkt"), "tkt_x", "ext:", "ext:\u0000", "%"]) {
      const error = await refused(getTicket({ ctx, input: { id } }));
      expect(error).toMatchObject({ code: "not_found", message: "There is no such ticket." });
    }
  });

  it("needs tickets:read: forbidden", async () => {
    const ctx = limitedTo(await aContext(database.db), "events:read");
    expect((await refused(getTicket({ ctx, input: { id: "tkt_x" } }))).code).toBe("forbidden");
  });
});

describe("listTickets", () => {
  it("pages through the organisation's own, newest first, each once, whatever is added meanwhile", async () => {
    const ctx = await aContext(database.db);
    const event = await aPublishedEvent(ctx);
    const made = await someTickets(ctx, event, [{}, {}, {}, {}, {}]);
    const first = await list(ctx, { limit: "2" });
    await aTicket(ctx, event);
    const second = await list(ctx, { limit: "2", cursor: first.nextCursor });
    const third = await list(ctx, { limit: "2", cursor: second.nextCursor });
    const seen = [first, second, third].flatMap((page) => page.data.map((ticket) => ticket.id));
    expect(seen).toEqual(made.map((ticket) => ticket.id).reverse());
    expect(third.nextCursor).toBeNull();
  });

  it("filters by what is asked", async () => {
    const ctx = await aContext(database.db);
    const [event, other] = [await aPublishedEvent(ctx), await aPublishedEvent(ctx)];
    const [a] = await someTickets(ctx, event, [
      { externalId: "a", email: "Ada@Example.org", attendee: { name: "Ada Lovelace" } },
      { externalId: "b", to: BOB, attendee: { email: "bob@example.org" }, seat: { row: "K", seat: "7" } },
      { externalId: "c_1", to: null, attendee: { name: "100% Certain" } },
    ]);
    await aTicket(ctx, other, { externalId: "d" });
    await minted(database.db, a?.id ?? "", 1_000_000_042n, ADA);

    const all = { eventId: event.id };
    expect(await externalIds(ctx, all)).toEqual(["a", "b", "c_1"]);
    expect(await externalIds(ctx, { ...all, status: "valid" })).toEqual(["a"]);
    expect(await externalIds(ctx, { ...all, owner: BOB.toLowerCase() })).toEqual(["b"]);
    expect(await externalIds(ctx, { ...all, email: "ada@example.ORG" })).toEqual(["a"]);
    expect(await externalIds(ctx, { ...all, email: "bob@example.org" })).toEqual(["b"]);
    expect(await externalIds(ctx, { externalId: "d" })).toEqual(["d"]);
    expect(await externalIds(ctx, { ...all, search: "lovel" })).toEqual(["a"]);
    expect(await externalIds(ctx, { ...all, search: "0042" })).toEqual(["a"]);
    expect(await externalIds(ctx, { ...all, search: "K 7" })).toEqual(["b"]);
    expect(await externalIds(ctx, { ...all, search: BOB.slice(0, 10).toLowerCase() })).toEqual(["b"]);
    expect(await externalIds(ctx, { ...all, search: "%" })).toEqual(["c_1"]);
    expect(await externalIds(ctx, { ...all, search: "_" })).toEqual(["c_1"]);
    expect(await externalIds(ctx, { ...all, search: "nobody" })).toEqual([]);
  });

  it("shows nothing of other organisations; their events are unknown: not_found", async () => {
    const other = await aContext(database.db);
    const event = await aPublishedEvent(other);
    await aTicket(other, event);
    const ctx = await aContext(database.db);
    expect((await list(ctx)).data).toEqual([]);
    expect((await refused(list(ctx, { eventId: event.id }))).code).toBe("not_found");
  });

  it("refuses a cursor that is none of ours: validation_failed", async () => {
    const ctx = await aContext(database.db);
    expect((await refused(list(ctx, { cursor: "nonsense" }))).code).toBe("validation_failed");
  });
});

describe("what the public sees of a ticket", () => {
  it("is its event, type and state, and nothing of the person", async () => {
    const ctx = await aContext(database.db);
    const event = await aPublishedEvent(ctx);
    const { id } = await aTicket(ctx, event, {
      email: "ada@example.org",
      externalId: "CRM-77",
      attendee: { name: "Ada Lovelace" },
      seat: { row: "B" },
    });
    const ticket = await getPublicTicket({ ctx, input: { id } });
    expect(publicTicketOutput.parse(ticket)).toEqual(ticket);
    expect(ticket).toMatchObject({
      status: "pending",
      owner: ADA,
      seat: { row: "B" },
      ticketType: { name: "General", price: "25.00" },
      event: {
        name: "Summer Night",
        contractAddress: event.contractAddress,
        organiser: { name: "An organiser" },
      },
    });
    expect(JSON.stringify(ticket)).not.toMatch(/lovelace|example\.org|CRM-77/i);
  });

  it("is found by its token, alone and among tokens of others", async () => {
    const ctx = await aContext(database.db);
    const event = await aPublishedEvent(ctx);
    const { id } = await aTicket(ctx, event);
    await minted(database.db, id, 1_000_000_001n, ADA);
    const contract = ctx.chain.eventAddress({
      owner: ADA,
      creator: ctx.chain.signers[0].address,
      eventId: newId("evt"),
    });
    const known = { chainId: 31337, contract: contractOf(event.contractAddress), tokenId: "1000000001" };
    expect((await getPublicTicket({ ctx, input: known })).id).toBe(id);

    const tokens = [known, { ...known, tokenId: "5" }, { ...known, contract }, { ...known, chainId: 1 }];
    const found = await listTicketsByTokens({ ctx, input: { tokens } });
    expect(found.map((ticket) => ticket.id)).toEqual([id]);
    expect(await listTicketsByTokens({ ctx, input: { tokens: [] } })).toEqual([]);
    for (const unknown of tokens.slice(1)) {
      expect((await refused(getPublicTicket({ ctx, input: unknown }))).code).toBe("not_found");
    }
  });

  it("is every ticket of a wallet, those on their way to it too", async () => {
    const ctx = await aContext(database.db);
    const wallet = ctx.chain.eventAddress({
      owner: ADA,
      creator: ctx.chain.signers[0].address,
      eventId: newId("evt"),
    });
    const event = await aPublishedEvent(ctx);
    const [moved, pending, kept] = await someTickets(ctx, event, [
      { to: ADA },
      { to: wallet },
      { to: wallet },
    ]);
    await minted(database.db, moved?.id ?? "", 1n, wallet);
    await minted(database.db, kept?.id ?? "", 2n, BOB);
    const mine = await listTicketsByOwner({ ctx, input: { owner: wallet, limit: 50 } });
    expect(mine.data.map((ticket) => ticket.id)).toEqual([pending?.id, moved?.id]);
  });

  it("is no ticket by a made-up id: not_found", async () => {
    const ctx = await aContext(database.db);
    for (const id of [newId("tkt"), "tkt_x", "ext:a"]) {
      expect((await refused(getPublicTicket({ ctx, input: { id } }))).code).toBe("not_found");
    }
  });
});

describe("a ticket's history", () => {
  it("tells the chain's side to all and the gates' side to the organiser, oldest first", async () => {
    const ctx = await aContext(database.db);
    const event = await aPublishedEvent(ctx);
    const { id } = await aTicket(ctx, event);
    await minted(database.db, id, 1_000_000_001n, ADA);
    const zero = `0x${"0".repeat(40)}`;
    await database.db.insert(chainEvents).values({
      chainId: 31337,
      blockNumber: Number(BigInt(event.contractAddress ?? "0x0") % 1_000_000n),
      logIndex: 0,
      position: 0,
      txHash: `0x${"ab".repeat(32)}`,
      contract: contractOf(event.contractAddress),
      name: "transferred",
      tokenId: 1_000_000_001n,
      args: { from: zero, to: ADA, tokenId: "1000000001" },
      at: new Date(ctx.clock.now().getTime() - 1_000),
    });
    await checkInTicket({ ctx, input: checkInInput.parse({ id, gate: "North" }) });

    const history = await listHistory({ ctx, input: { id } });
    expect(history).toMatchObject([
      { source: "chain", name: "transferred", from: zero, to: ADA },
      { source: "scan", scan: { gate: "North", result: "admitted" } },
    ]);
    expect(await listPublicHistory({ ctx, input: { id } })).toEqual(history.slice(0, 1));
  });

  it("is empty before the ticket is on the chain", async () => {
    const ctx = await aContext(database.db);
    const { id } = await aTicket(ctx, await aPublishedEvent(ctx));
    expect(await listPublicHistory({ ctx, input: { id } })).toEqual([]);
  });

  it("lists scans newest first, and needs tickets:read: forbidden", async () => {
    const ctx = await aContext(database.db);
    const { id } = await aTicket(ctx, await aPublishedEvent(ctx));
    await checkInTicket({ ctx, input: checkInInput.parse({ id }) });
    await refused(checkInTicket({ ctx, input: checkInInput.parse({ id }) }));
    const { data } = await listScans({ ctx, input: { id, limit: 10 } });
    expect(data.map((scan) => scan.result)).toEqual(["refused", "admitted"]);
    const limited = limitedTo(ctx, "checkins:write");
    expect((await refused(listScans({ ctx: limited, input: { id, limit: 10 } }))).code).toBe("forbidden");
  });
});

function contractOf(address: string | null): `0x${string}` {
  if (!address?.startsWith("0x")) throw new Error("The event has no contract.");
  return `0x${address.slice(2)}`;
}
