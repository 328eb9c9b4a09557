import { eq } from "drizzle-orm";
import { type Address, getAddress } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditLog } from "@/lib/db/schema/account";
import { members, organisations, users } from "@/lib/db/schema/auth";
import { isId } from "@/lib/ids";
import { type TestRuntime, testRuntime } from "@/test/test-runtime";
import { createOrganisation } from "./create";
import { createOrganisationInput } from "./schema";

const WALLET = getAddress("0x70997970c51812dc3a010c7d01b50e0d17dc79c8");

let runtime: TestRuntime;
let count = 0;

beforeAll(async () => {
  runtime = await testRuntime();
});

afterAll(() => runtime.close());

async function newViewer() {
  count += 1;
  const userId = `user-${count}`;
  await runtime.db.insert(users).values({ id: userId, name: "Ada", email: `${userId}@example.org` });
  return { userId, walletAddress: WALLET };
}

const create = (viewer: { userId: string; walletAddress: Address }, name: string) => {
  const { actor: _, ...ctx } = runtime.context();
  return createOrganisation({ ctx: { ...ctx, viewer }, input: createOrganisationInput.parse({ name }) });
};

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

  it.each(["", "   ", "x".repeat(81)])("refuses the name %j and says which field it is", (name) => {
    expect(createOrganisationInput.safeParse({ name }).error?.issues).toMatchObject([{ path: ["name"] }]);
  });

  it("stops at twenty, and the one refused leaves nothing behind", async () => {
    const viewer = await newViewer();
    for (let index = 0; index < 20; index++) await create(viewer, `Club ${index}`);
    const before = await runtime.db.$count(organisations);
    await expect(create(viewer, "One more")).rejects.toMatchObject({ code: "forbidden" });
    expect(await runtime.db.$count(organisations)).toBe(before);
  });
});
