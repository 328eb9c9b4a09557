import { eq } from "drizzle-orm";
import { PgSelectQueryBuilderBase } from "drizzle-orm/pg-core";
import type { Address } from "viem";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { auditLog } from "@/lib/db/schema/account";
import { accounts, members, organisations, users, walletAddresses } from "@/lib/db/schema/auth";
import { newId } from "@/lib/ids";
import type { Context } from "@/lib/services/context";
import { refused } from "@/test/service-builders";
import { type TestRuntime, testRuntime } from "@/test/test-runtime";
import { newWallet, signIn } from "@/test/wallet-session";
import { addMember } from "./add";
import { changeRole } from "./change-role";
import { listMembers } from "./list";
import { removeMember } from "./remove";

let runtime: TestRuntime;

beforeAll(async () => {
  runtime = await testRuntime();
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => runtime.close());

const anAddress = () => newWallet().address;

/** An organisation with an owner, as whom the context speaks. */
async function anOwner(): Promise<Context> {
  const organisationId = newId("org");
  await runtime.db.insert(organisations).values({
    id: organisationId,
    name: "An organiser",
    slug: organisationId,
    walletAddress: anAddress(),
  });
  const { userId } = await add(runtime.context({ organisationId }), "admin");
  await runtime.db.update(members).set({ role: "owner" }).where(eq(members.userId, userId));
  return runtime.context({ organisationId, type: "user", id: userId });
}

const add = (ctx: Context, role: "owner" | "admin" | "gate", walletAddress: Address = anAddress()) =>
  addMember({ ctx, input: { walletAddress, role } });

const as = (ctx: Context, userId: string): Context => ({
  ...ctx,
  actor: { ...ctx.actor, type: "user", id: userId },
});

/** What is kept of a wallet's user, without what differs from one to the next. */
async function personAs(address: Address) {
  const [row] = await runtime.db
    .select()
    .from(walletAddresses)
    .innerJoin(users, eq(users.id, walletAddresses.userId))
    .innerJoin(accounts, eq(accounts.userId, users.id))
    .where(eq(walletAddresses.address, address));
  const text = JSON.stringify(row, (key, value) => (/(^id|^userId|At)$/.test(key) ? undefined : value));
  return JSON.parse(text.replaceAll(new RegExp(address, "gi"), "(address)")) as unknown;
}

describe("addMember", () => {
  it("writes down who has never signed in exactly as their first sign-in would", async () => {
    const [added, signedIn] = [newWallet(), newWallet()];
    await add(await anOwner(), "gate", added.address);
    await signIn(runtime, signedIn);
    expect(await personAs(added.address)).toEqual(await personAs(signedIn.address));
  });

  it("makes one person of a wallet that several organisations add at once", async () => {
    const owners = [await anOwner(), await anOwner(), await anOwner()];
    const walletAddress = anAddress();
    const added = await Promise.all(owners.map((ctx) => add(ctx, "gate", walletAddress)));
    expect(new Set(added.map(({ userId }) => userId)).size).toBe(1);
  });
});

it("each change of members writes who did it into the audit log", async () => {
  const ctx = await anOwner();
  const { id, userId } = await add(ctx, "gate");
  await changeRole({ ctx, input: { id, role: "admin" } });
  await changeRole({ ctx, input: { id, role: "admin" } });
  await removeMember({ ctx, input: { id } });
  const second = await add(ctx, "gate");
  await removeMember({ ctx: as(ctx, second.userId), input: { id: "me" } });
  const rows = await runtime.db
    .select()
    .from(auditLog)
    .where(eq(auditLog.organisationId, ctx.actor.organisationId))
    .orderBy(auditLog.id);
  expect(rows.slice(1)).toMatchObject([
    { action: "member.add", entityId: id, actorId: ctx.actor.id, data: { userId, role: "gate" } },
    { action: "member.change_role", entityId: id, data: { from: "gate", to: "admin" } },
    { action: "member.remove", entityId: id, data: { role: "admin" } },
    { action: "member.add", entityId: second.id },
    { action: "member.leave", entityId: second.id, actorId: second.userId },
  ]);
});

describe("listMembers", () => {
  it("lists members with early, hexadecimal ids last and pages over them", async () => {
    const ctx = await anOwner();
    const [{ userId }, { id }] = [await add(ctx, "gate"), await add(ctx, "gate")];
    const early = "f".repeat(32);
    await runtime.db.update(members).set({ id: early }).where(eq(members.userId, userId));
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listMembers({ ctx, input: { limit: 1, ...(cursor ? { cursor } : {}) } });
      ids.push(...page.data.map((member) => member.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(ids).toEqual([id, expect.stringMatching(/^mem_/), early]);
    const beyond = Buffer.from(early).toString("base64url");
    expect((await listMembers({ ctx, input: { limit: 1, cursor: beyond } })).data).toEqual([]);
  });
});

const TRIES = 10;

/** Of how many organisations both owners can leave at the same moment. */
async function leaveAtOnce(): Promise<number> {
  let left = 0;
  for (let n = 0; n < TRIES; n++) {
    const ctx = await anOwner();
    const { userId } = await add(ctx, "owner");
    const leaving = [ctx, as(ctx, userId)].map((each) => removeMember({ ctx: each, input: { id: "me" } }));
    await Promise.allSettled(leaving);
    const staying = await runtime.db.$count(members, eq(members.organizationId, ctx.actor.organisationId));
    if (staying === 0) left += 1;
  }
  return left;
}

describe("both owners who leave at once", () => {
  it("never leave the organisation to nobody", async () => {
    expect(await leaveAtOnce()).toBe(0);
  });

  // PGlite has one connection, so that only a server with several can show the race.
  it.runIf(process.env.TEST_DATABASE_URL)("would without the lock (negative control)", async () => {
    vi.spyOn(PgSelectQueryBuilderBase.prototype, "for").mockReturnThis();
    expect(await leaveAtOnce()).toBeGreaterThan(0);
  });
});

it("a last owner stays one: last_owner", async () => {
  const ctx = await anOwner();
  const [own] = (await listMembers({ ctx, input: { limit: 1 } })).data;
  const id = own?.id ?? "";
  expect((await refused(changeRole({ ctx, input: { id, role: "gate" } }))).code).toBe("last_owner");
  expect((await refused(removeMember({ ctx, input: { id } }))).code).toBe("last_owner");
});

describe("a caller who may do less than a member", () => {
  it("neither demotes nor removes them", async () => {
    const ctx = await anOwner();
    const { id } = await add(ctx, "admin");
    const small: Context = {
      ...ctx,
      actor: {
        ...ctx.actor,
        type: "api_key",
        id: newId("key"),
        scopes: ["keys:write", "events:read", "tickets:read", "checkins:write"],
      },
    };
    expect((await refused(changeRole({ ctx: small, input: { id, role: "gate" } }))).code).toBe("forbidden");
    expect((await refused(removeMember({ ctx: small, input: { id } }))).code).toBe("forbidden");
    expect(await removeMember({ ctx, input: { id } })).toMatchObject({ id, role: "admin" });
  });
});
