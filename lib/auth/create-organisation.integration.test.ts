import { eq } from "drizzle-orm";
import { getAddress } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditLog } from "@/lib/db/schema/account";
import { members, organisations, sessions, users, walletAddresses } from "@/lib/db/schema/auth";
import { isId } from "@/lib/ids";
import { type TestRuntime, testRuntime } from "@/test/test-runtime";
import { createOrganisation } from "./create-organisation";
import type { Viewer } from "./viewer";

const WALLET = getAddress("0x70997970c51812dc3a010c7d01b50e0d17dc79c8");

let runtime: TestRuntime;
let count = 0;

beforeAll(async () => {
  runtime = await testRuntime();
});

afterAll(() => runtime.close());

async function newViewer(): Promise<Viewer> {
  count += 1;
  const userId = `user-${count}`;
  await runtime.db.insert(users).values({ id: userId, name: "Ada", email: `${userId}@example.org` });
  await runtime.db
    .insert(walletAddresses)
    .values({ id: userId, userId, address: WALLET, chainId: 31337 + count });
  const expiresAt = new Date(Date.now() + 60_000);
  await runtime.db.insert(sessions).values({ id: userId, token: userId, userId, expiresAt });
  return { userId, walletAddress: WALLET, organisation: null, organisations: [] };
}

const create = (viewer: Viewer, name: string) => createOrganisation({ ctx: runtime.context(), viewer, name });

describe("createOrganisation", () => {
  it("makes the viewer its owner, and their wallet the owner of its contracts", async () => {
    const viewer = await newViewer();
    const { id } = await create(viewer, "  Théâtre   du Nord ");
    expect(isId("org", id)).toBe(true);

    const [row] = await runtime.db.select().from(organisations).where(eq(organisations.id, id));
    expect(row).toMatchObject({ name: "Théâtre du Nord", walletAddress: WALLET });
    expect(row?.slug).toMatch(/^theatre-du-nord-[0-9a-f]{6}$/);
    const [member] = await runtime.db.select().from(members).where(eq(members.organizationId, id));
    expect(member).toMatchObject({ userId: viewer.userId, role: "owner" });
    const [session] = await runtime.db.select().from(sessions).where(eq(sessions.userId, viewer.userId));
    expect(session?.activeOrganizationId).toBe(id);
  });

  it("writes who did it into the audit log", async () => {
    const viewer = await newViewer();
    const { id } = await create(viewer, "Club");
    const [row] = await runtime.db.select().from(auditLog).where(eq(auditLog.organisationId, id));
    expect(row).toMatchObject({ actorId: viewer.userId, action: "organisation.create", entityId: id });
  });

  it("lets two organisations have one name", async () => {
    const [first, second] = [
      await create(await newViewer(), "Club"),
      await create(await newViewer(), "Club"),
    ];
    expect(first.slug).not.toBe(second.slug);
  });

  it("makes a slug out of a name that has no Latin letter", async () => {
    const { slug } = await create(await newViewer(), "東京");
    expect(slug).toMatch(/^organisation-[0-9a-f]{6}$/);
  });

  it.each(["", "   ", "x".repeat(81)])("refuses the name %j and says which field it is", async (name) => {
    await expect(create(await newViewer(), name)).rejects.toMatchObject({
      code: "validation_failed",
      errors: [{ path: "name" }],
    });
  });

  it("stops at twenty, and the one refused leaves nothing behind", async () => {
    const viewer = await newViewer();
    for (let index = 0; index < 20; index++) await create(viewer, `Club ${index}`);
    const before = await runtime.db.$count(organisations);
    await expect(create(viewer, "One more")).rejects.toMatchObject({ code: "forbidden" });
    expect(await runtime.db.$count(organisations)).toBe(before);
  });
});
