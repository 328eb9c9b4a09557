import { encodeFunctionData } from "viem";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { eventTicketsAbi } from "@/lib/chain/abi/event-tickets";
import { ticketTransferTypes } from "@/lib/chain/typed-data";
import { resoldTicketOutput, ticketActionOutput, ticketOutput } from "@/lib/services/ticket/schema";
import { anEvent, daysFromNow, someTickets } from "@/test/api-builders";
import { type ApiAnswer, type ApiClient, apiClient, clientWith, problemOf } from "@/test/api-client";
import { ALICE, BOB, contractCallers, OPERATOR, OWNER } from "@/test/contract-callers";
import { differencesWith } from "@/test/stored";
import { type TestRuntime, testRuntime } from "@/test/test-runtime";

let runtime: TestRuntime;
let api: Awaited<ReturnType<typeof apiClient>>;
let other: ApiClient;
const anyone = clientWith({});

beforeAll(async () => {
  runtime = await testRuntime();
  api = await apiClient(runtime);
  other = await apiClient(runtime);
});
afterEach(async () => {
  await runtime.pipeline.drain();
  expect(await differencesWith(runtime)).toEqual([]);
});
afterAll(() => runtime.close());

/** A ticket of an event, which Alice holds unless told otherwise. */
async function aTicket(
  change: Record<string, unknown> = {},
  part: Record<string, unknown> = { to: ALICE.address },
) {
  const event = await anEvent(api, change);
  const { tickets } = await someTickets(api, event, [part]);
  const [ticket] = tickets;
  if (!ticket) throw new Error("No ticket was answered.");
  return { event, ticket, id: ticket.id, claimToken: ticket.claimToken };
}

const ticketNow = async (id: string) => ticketOutput.parse((await api.get(`/tickets/${id}`)).body);

const action = async ({ body }: ApiAnswer) => {
  const { action } = z.object({ action: z.object({ id: z.string() }) }).parse(body);
  return (await api.get(`/actions/${action.id}`)).body;
};

describe("POST /tickets/{id}/resell", () => {
  test("202: goes to the buyer's wallet, as soon as the ticket is on the chain", async () => {
    const { id } = await aTicket();
    const resold = await api.post(`/tickets/${id}/resell`, { to: BOB.address, price: "25.00" });
    expect(resold.status).toBe(202);
    expect(ticketActionOutput.parse(resold.body).action).toMatchObject({ kind: "resell", status: "queued" });
    expect(resold.body).not.toHaveProperty("claimToken");
    await runtime.pipeline.drain();
    expect(await action(resold)).toMatchObject({ status: "confirmed" });
    expect(await ticketNow(id)).toMatchObject({ owner: BOB.address, status: "valid", custody: false });
  });

  test("202: into custody for an e-mail address, without a trace of who sold it, and a new claim token", async () => {
    const { id, event } = await aTicket({}, { email: "ada@example.org", attendee: { name: "Ada" } });
    const first = (await ticketNow(id)).owner;
    const resold = await api.post(`/tickets/${id}/resell`, { email: "bob@example.org", price: "0" });
    const { claimToken } = resoldTicketOutput.parse(resold.body);
    expect(await ticketNow(id)).toMatchObject({ email: "bob@example.org", attendee: null, custody: true });
    expect(first).toBe(event.contractAddress);
    const claimed = await anyone.post(`/tickets/${id}/claim`, { to: BOB.address, claimToken });
    expect(claimed.status).toBe(202);
    await runtime.pipeline.drain();
    expect(await ticketNow(id)).toMatchObject({ owner: BOB.address, email: "bob@example.org" });
  });

  test("one after the other, also while all of it is on its way", async () => {
    const { id } = await aTicket();
    for (const to of [BOB.address, ALICE.address, BOB.address])
      expect((await api.post(`/tickets/${id}/resell`, { to, price: "1" })).status).toBe(202);
    await runtime.pipeline.drain();
    expect(await ticketNow(id)).toMatchObject({ owner: BOB.address });
  });

  test("a sale that the chain refuses leaves the ticket as it was", async () => {
    const { id, event } = await aTicket({}, { email: "ada@example.org" });
    await runtime.pipeline.drain();
    const resold = await api.post(`/tickets/${id}/resell`, { email: "bob@example.org", price: "1" });
    expect((await ticketNow(id)).email).toBe("bob@example.org");
    await takeRights(event.contractAddress ?? "0x");
    await runtime.pipeline.drain();
    expect(await action(resold)).toMatchObject({ status: "failed", error: { code: "NotOperator" } });
    expect(await ticketNow(id)).toMatchObject({ email: "ada@example.org", custody: true });
  });

  test("two sales that the chain refuses leave the ticket as it was before both", async () => {
    const { id, event } = await aTicket({}, { email: "ada@example.org" });
    await runtime.pipeline.drain();
    for (const email of ["bob@example.org", "carol@example.org"])
      expect((await api.post(`/tickets/${id}/resell`, { email, price: "1" })).status).toBe(202);
    await takeRights(event.contractAddress ?? "0x");
    await runtime.pipeline.drain();
    expect(await ticketNow(id)).toMatchObject({ email: "ada@example.org", custody: true });
  });

  test("422: without a buyer, and for a price that the currency doesn't have", async () => {
    const { id } = await aTicket();
    expect(problemOf(await api.post(`/tickets/${id}/resell`, { price: "1" }))).toMatchObject({
      status: 422,
      errors: [{ path: "to" }],
    });
    const fine = await api.post(`/tickets/${id}/resell`, { to: BOB.address, price: "1.001" });
    expect(problemOf(fine)).toMatchObject({ status: 422, errors: [{ path: "price" }] });
    const same = await api.post(`/tickets/${id}/resell`, { to: ALICE.address, price: "1" });
    expect(problemOf(same)).toMatchObject({ status: 422, errors: [{ path: "to" }] });
    const both = await api.post(`/tickets/${id}/resell`, { to: ALICE.address, price: "1.001" });
    expect(problemOf(both).errors?.map(({ path }) => path)).toEqual(["price", "to"]);
  });

  test("409: above the cap, by policy, when resale is closed, used or worthless", async () => {
    const sale = { to: BOB.address, price: "25.01" };
    const { id } = await aTicket();
    const above = await api.post(`/tickets/${id}/resell`, sale);
    expect(problemOf(above)).toMatchObject({ status: 409, code: "price_above_cap", cap: "25.00" });
    const locked = await aTicket({ transferPolicy: "locked" });
    const closed = await aTicket({ resaleClosesAt: daysFromNow(-1) });
    const used = await aTicket();
    await api.post(`/tickets/${used.id}/checkin`);
    const worthless = await aTicket();
    await api.post(`/tickets/${worthless.id}/invalidate`, { reason: "fraud" });
    const refusals = [
      [locked.id, "transfer_locked"],
      [closed.id, "resale_closed"],
      [used.id, "already_checked_in"],
      [worthless.id, "ticket_invalidated"],
    ] as const;
    for (const [which, code] of refusals) {
      const refused = await api.post(`/tickets/${which}/resell`, { to: BOB.address, price: "1" });
      expect(problemOf(refused)).toMatchObject({ status: 409, code });
    }
  });

  test("65,535 basis points are no cap", async () => {
    const { id } = await aTicket({ resaleCapBps: 65_535 });
    const sale = { to: BOB.address, price: "999999" };
    expect((await api.post(`/tickets/${id}/resell`, sale)).status).toBe(202);
  });

  test("404 for another organisation, 403 without the scope", async () => {
    const { id } = await aTicket();
    const sale = { to: BOB.address, price: "1" };
    expect(problemOf(await other.post(`/tickets/${id}/resell`, sale))).toMatchObject({ status: 404 });
    const reader = await api.colleague(["tickets:read"]);
    expect(problemOf(await reader.post(`/tickets/${id}/resell`, sale))).toMatchObject({ status: 403 });
  });
});

describe("POST /tickets/{id}/transfer", () => {
  test("202: by the organiser, under market_only too", async () => {
    const { id } = await aTicket();
    const moved = await api.post(`/tickets/${id}/transfer`, { to: BOB.address });
    expect(ticketActionOutput.parse(moved.body).action).toMatchObject({ kind: "transfer" });
    await runtime.pipeline.drain();
    expect(await action(moved)).toMatchObject({ status: "confirmed" });
    expect(await ticketNow(id)).toMatchObject({ owner: BOB.address });
  });

  test("202: out of custody under any policy", async () => {
    const { id } = await aTicket({ transferPolicy: "locked" }, {});
    expect((await api.post(`/tickets/${id}/transfer`, { to: BOB.address })).status).toBe(202);
    await runtime.pipeline.drain();
    expect(await ticketNow(id)).toMatchObject({ owner: BOB.address, custody: false });
  });

  test("202: by the holder's signature, for which nobody signs in, under open", async () => {
    const held = await aTicket({ transferPolicy: "open" });
    await runtime.pipeline.drain();
    const moved = await anyone.post(`/tickets/${held.id}/transfer`, await signed(held));
    expect(moved.status).toBe(202);
    await runtime.pipeline.drain();
    expect(await action(moved)).toMatchObject({ status: "confirmed", kind: "transfer" });
    expect(await ticketNow(held.id)).toMatchObject({ owner: BOB.address });
    const again = await anyone.post(`/tickets/${held.id}/transfer`, await signed(held));
    expect(problemOf(again)).toMatchObject({ status: 403, code: "signature_invalid" });
  });

  test("403: and not a word of the ticket, for who isn't its holder", async () => {
    const held = await aTicket({ transferPolicy: "open" });
    await runtime.pipeline.drain();
    await api.post(`/tickets/${held.id}/checkin`, { gate: "VIP door" });
    const refused = await anyone.post(`/tickets/${held.id}/transfer`, await signed(held, BOB, OTHER));
    expect(problemOf(refused)).toMatchObject({ status: 403, code: "signature_invalid" });
    expect(refused.text).not.toMatch(/VIP door|firstCheckIn/);
  });

  test("403: for somebody else's signature, with what the holder has to sign", async () => {
    const held = await aTicket({ transferPolicy: "open" });
    await runtime.pipeline.drain();
    const wrong = await anyone.post(`/tickets/${held.id}/transfer`, await signed(held, BOB, OTHER));
    const problem = problemOf(wrong);
    expect(problem).toMatchObject({ status: 403, code: "signature_invalid" });
    const { typedData } = z.object({ typedData: typedDataSchema }).parse(problem);
    const signature = await ALICE.signTypedData({
      ...typedData,
      types: ticketTransferTypes,
      primaryType: "TicketTransfer",
    });
    const { to, deadline } = typedData.message;
    const moved = await anyone.post(`/tickets/${held.id}/transfer`, {
      to,
      deadline: Number(deadline),
      signature,
    });
    expect(moved.status).toBe(202);
  });

  test("409: a holder can't under market_only; nobody can under locked", async () => {
    const held = await aTicket();
    await runtime.pipeline.drain();
    const bySignature = await anyone.post(`/tickets/${held.id}/transfer`, await signed(held));
    expect(problemOf(bySignature)).toMatchObject({ status: 409, code: "transfer_locked" });
    const { id } = await aTicket({ transferPolicy: "locked" });
    const byOrganiser = await api.post(`/tickets/${id}/transfer`, { to: BOB.address });
    expect(problemOf(byOrganiser)).toMatchObject({ status: 409, code: "transfer_locked" });
  });

  test("409: a signature for a ticket that the chain doesn't have yet", async () => {
    const { id } = await aTicket({ transferPolicy: "open" });
    const body = { to: BOB.address, deadline: soon(), signature: `0x${"11".repeat(65)}` };
    expect(problemOf(await anyone.post(`/tickets/${id}/transfer`, body))).toMatchObject({
      status: 409,
      code: "not_yet_issued",
    });
  });

  test("401 for neither signature nor sign-in, 422 for half of it or one that has expired, 404 for unknown ones", async () => {
    const { id } = await aTicket();
    const to = BOB.address;
    expect(problemOf(await anyone.post(`/tickets/${id}/transfer`, { to }))).toMatchObject({ status: 401 });
    const half = await anyone.post(`/tickets/${id}/transfer`, { to, signature: "0x11" });
    expect(problemOf(half)).toMatchObject({ status: 422, errors: [{ path: "deadline" }] });
    const late = await anyone.post(`/tickets/${id}/transfer`, { to, signature: "0x11", deadline: 1 });
    expect(problemOf(late)).toMatchObject({ status: 422, errors: [{ path: "deadline" }] });
    expect((await other.post(`/tickets/${id}/transfer`, { to })).status).toBe(404);
    const unknown = { to, signature: "0x11", deadline: soon() };
    expect((await anyone.post("/tickets/ext:A-1/transfer", unknown)).status).toBe(404);
    const bad = clientWith({ Authorization: "Bearer tc_00000000000000000000000000" });
    expect((await bad.post(`/tickets/${id}/transfer`, unknown)).status).toBe(401);
  });
});

describe("POST /tickets/{id}/claim", () => {
  test("202: by the claim token alone, also before the chain has the ticket; the second time 409", async () => {
    const { id, claimToken } = await aTicket({}, { email: "ada@example.org" });
    const claimed = await anyone.post(`/tickets/${id}/claim`, { to: ALICE.address, claimToken });
    expect(claimed.status).toBe(202);
    const again = await anyone.post(`/tickets/${id}/claim`, { to: BOB.address, claimToken });
    expect(problemOf(again)).toMatchObject({ status: 409, code: "not_in_custody" });
    await runtime.pipeline.drain();
    expect(await action(claimed)).toMatchObject({ status: "confirmed", kind: "claim" });
    expect(await ticketNow(id)).toMatchObject({ owner: ALICE.address, custody: false });
  });

  test("two at once: one has it", async () => {
    const { id, claimToken } = await aTicket({}, {});
    const calls = [ALICE, BOB].map(({ address: to }) =>
      anyone.post(`/tickets/${id}/claim`, { to, claimToken }),
    );
    expect((await Promise.all(calls)).map(({ status }) => status).sort()).toEqual([202, 409]);
  });

  test("a repeat with the same Idempotency-Key is answered the same", async () => {
    const { id, claimToken } = await aTicket({}, {});
    const claim = () =>
      anyone.post(
        `/tickets/${id}/claim`,
        { to: ALICE.address, claimToken },
        { headers: { "Idempotency-Key": `c-${id}` } },
      );
    const [first, second] = [await claim(), await claim()];
    expect(second.text).toBe(first.text);
    expect(second.headers.get("Idempotency-Replayed")).toBe("true");
  });

  test("403 for a wrong token, 401 without one, 202 for the organiser", async () => {
    const { id } = await aTicket({}, {});
    const to = ALICE.address;
    const wrong = await anyone.post(`/tickets/${id}/claim`, { to, claimToken: "guess" });
    expect(problemOf(wrong)).toMatchObject({ status: 403, code: "claim_token_invalid" });
    expect(problemOf(await anyone.post(`/tickets/${id}/claim`, { to }))).toMatchObject({ status: 401 });
    expect((await other.post(`/tickets/${id}/claim`, { to })).status).toBe(404);
    const reader = await api.colleague(["tickets:read"]);
    expect((await reader.post(`/tickets/${id}/claim`, { to })).status).toBe(403);
    expect((await api.post(`/tickets/${id}/claim`, { to })).status).toBe(202);
  });

  test("409: used or worthless; 422: to the event's own contract", async () => {
    const used = await aTicket({}, {});
    await api.post(`/tickets/${used.id}/checkin`);
    const to = ALICE.address;
    const refused = await anyone.post(`/tickets/${used.id}/claim`, { to, claimToken: used.claimToken });
    expect(problemOf(refused)).toMatchObject({ status: 409, code: "already_checked_in" });
    const worthless = await aTicket({}, {});
    await api.post(`/tickets/${worthless.id}/invalidate`, { reason: "other" });
    const late = await anyone.post(`/tickets/${worthless.id}/claim`, {
      to,
      claimToken: worthless.claimToken,
    });
    expect(problemOf(late)).toMatchObject({ status: 409, code: "ticket_invalidated" });
    const { id, event, claimToken } = await aTicket({}, {});
    const circle = await anyone.post(`/tickets/${id}/claim`, { to: event.contractAddress, claimToken });
    expect(problemOf(circle)).toMatchObject({ status: 422, errors: [{ path: "to" }] });
  });
});

const OTHER = BOB;
const soon = () => Math.floor(Date.now() / 1000) + 3_600;

const address = z.templateLiteral(["0x", z.string()]);
const typedDataSchema = z.object({
  domain: z.object({ name: z.string(), version: z.string(), chainId: z.int(), verifyingContract: address }),
  message: z.object({
    tokenId: z.string().transform(BigInt),
    to: address,
    nonce: z.string().transform(BigInt),
    deadline: z.string().transform(BigInt),
  }),
});

/** A transfer to `to` that `signer` has signed: its holder, unless told otherwise. */
async function signed(
  { id, event }: { id: string; event: { contractAddress: string | null } },
  to = BOB,
  signer = ALICE,
) {
  const contract = address.parse(event.contractAddress);
  const tokenId = BigInt((await ticketNow(id)).tokenId ?? 0);
  const { client, chainId } = runtime.chain;
  const nonce = await client.readContract({
    abi: eventTicketsAbi,
    address: contract,
    functionName: "nonceOf",
    args: [tokenId],
  });
  const deadline = soon();
  const signature = await signer.signTypedData({
    domain: { name: "TicketChain", version: "1", chainId, verifyingContract: contract },
    types: ticketTransferTypes,
    primaryType: "TicketTransfer",
    message: { tokenId, to: to.address, nonce, deadline: BigInt(deadline) },
  });
  return { to: to.address, deadline, signature };
}

/** The owner of the event removes the server's account. */
async function takeRights(contract: string): Promise<void> {
  const data = encodeFunctionData({
    abi: eventTicketsAbi,
    functionName: "setOperator",
    args: [OPERATOR.address, false],
  });
  await contractCallers(runtime.chain).send(OWNER, { to: address.parse(contract), data });
}
