import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createdApiKeyOutput } from "@/lib/services/api-key/schema";
import { SCOPES } from "@/lib/services/context";
import type { Role } from "@/lib/services/member/roles";
import { memberOutput, memberPage } from "@/lib/services/member/schema";
import { createdOrganisationOutput } from "@/lib/services/organisation/schema";
import { anEvent, eventBody, someTickets } from "@/test/api-builders";
import { type ApiClient, apiClient, clientWith, problemOf } from "@/test/api-client";
import { type TestRuntime, testRuntime } from "@/test/test-runtime";
import { askAuth, newWallet, signIn } from "@/test/wallet-session";

let runtime: TestRuntime;
let owner: ApiClient;
let ownerCookie: string;
let other: ApiClient;

beforeAll(async () => {
  runtime = await testRuntime();
  const headers = await signIn(runtime);
  ownerCookie = headers.Cookie ?? "";
  owner = clientWith(headers);
  await owner.post("/organisations", { name: "Harbour Hall" });
  other = await apiClient(runtime);
});

afterAll(() => runtime.close());

/** Adds somebody new with this role, who then signs in. */
async function colleague(role: Role, by: ApiClient = owner) {
  const wallet = newWallet();
  const { status, body } = await by.post("/members", { walletAddress: wallet.address, role });
  expect(status).toBe(201);
  const headers = await signIn(runtime, wallet);
  return { ...memberOutput.parse(body), ...clientWith(headers), cookie: headers.Cookie ?? "", wallet };
}

async function keyWith(scopes: readonly string[], by: ApiClient = owner): Promise<ApiClient> {
  const { body } = await by.post("/api-keys", { name: "Key", scopes });
  return clientWith({ Authorization: `Bearer ${createdApiKeyOutput.parse(body).key}` });
}

const changeRole = (by: ApiClient, id: string, body: unknown) => by.send("PATCH", `/members/${id}`, { body });

describe("POST /members", () => {
  test("201: who has never signed in has the role as soon as they do", async () => {
    const wallet = newWallet();
    const walletAddress = wallet.address.toLowerCase();
    const { status, body } = await owner.post("/members", { walletAddress, role: "box_office" });
    expect(status).toBe(201);
    const member = memberOutput.parse(body);
    expect(member).toMatchObject({
      id: expect.stringMatching(/^mem_/),
      walletAddress: wallet.address,
      name: wallet.address,
      role: "box_office",
    });
    const person = clientWith(await signIn(runtime, wallet));
    expect((await person.get("/me")).body).toMatchObject({
      actor: { type: "user", id: member.userId },
      role: "box_office",
      organisation: { name: "Harbour Hall" },
      scopes: ["events:read", "tickets:read", "tickets:write", "checkins:write"],
    });
  });

  test("201: who has signed in before stays the same person", async () => {
    const wallet = newWallet();
    const person = clientWith(await signIn(runtime, wallet));
    const { actor } = (await person.get("/me")).body as { actor: { id: string } };
    const added = await owner.post("/members", { walletAddress: wallet.address, role: "gate" });
    expect(added.body).toMatchObject({ userId: actor.id });
    expect((await person.get("/me")).body).toMatchObject({ actor, role: "gate" });
  });

  test("409 already_member, whatever the role", async () => {
    const { wallet } = await colleague("gate");
    for (const role of ["gate", "admin"]) {
      const refused = await owner.post("/members", { walletAddress: wallet.address, role });
      expect(problemOf(refused)).toMatchObject({ status: 409, code: "already_member" });
    }
  });

  test("422 for what is no address or no role", async () => {
    const refused = await owner.post("/members", { walletAddress: "0x12", role: "king", email: "a@b.c" });
    expect(problemOf(refused).errors?.map(({ path }) => path)).toEqual(
      expect.arrayContaining(["walletAddress", "role", "email"]),
    );
  });

  test("403 for an owner, by anybody but an owner who is signed in", async () => {
    const admin = await colleague("admin");
    for (const by of [admin, await keyWith(SCOPES)]) {
      const refused = await by.post("/members", { walletAddress: newWallet().address, role: "owner" });
      expect(problemOf(refused)).toMatchObject({ status: 403, code: "forbidden" });
    }
    expect((await colleague("owner")).role).toBe("owner");
  });

  test("403 for a role that may do more than whoever gives it", async () => {
    const key = await keyWith(["keys:write", "events:read", "tickets:read", "checkins:write"]);
    const body = (role: Role) => ({ walletAddress: newWallet().address, role });
    expect((await key.post("/members", body("gate"))).status).toBe(201);
    expect(problemOf(await key.post("/members", body("box_office")))).toMatchObject({
      status: 403,
      requiredScope: "tickets:write",
    });
    expect((await key.post("/members", body("admin"))).status).toBe(403);
  });
});

describe("GET /members", () => {
  test("200: newest first, page by page, and no other organisation's", async () => {
    const person = clientWith(await signIn(runtime));
    await person.post("/organisations", { name: "Club" });
    const added = [await colleague("gate", person), await colleague("gate", person)];
    const first = memberPage.parse((await person.get("/members?limit=2")).body);
    expect(first.data.map(({ id }) => id)).toEqual(added.map(({ id }) => id).reverse());
    const rest = memberPage.parse((await person.get(`/members?limit=2&cursor=${first.nextCursor}`)).body);
    expect(rest).toMatchObject({ data: [{ role: "owner" }], nextCursor: null });
    expect((await other.get("/members")).body).toEqual({ data: [], nextCursor: null });
  });

  test("422 for a cursor that we did not give", async () => {
    expect((await owner.get("/members?cursor=x")).status).toBe(422);
  });
});

describe("PATCH /members/{id}", () => {
  test("200: the role counts from the next request on", async () => {
    const person = await colleague("box_office");
    const { status, body } = await changeRole(owner, person.id, { role: "gate" });
    expect([status, body]).toMatchObject([200, { id: person.id, role: "gate" }]);
    expect((await person.get("/me")).body).toMatchObject({ role: "gate" });
    expect((await changeRole(owner, person.id, { role: "gate" })).status).toBe(200);
  });

  test("403 to make or unmake an owner without being one", async () => {
    const admin = await colleague("admin");
    const second = await colleague("owner");
    expect((await changeRole(admin, admin.id, { role: "owner" })).status).toBe(403);
    expect((await changeRole(admin, second.id, { role: "gate" })).status).toBe(403);
    expect((await changeRole(await keyWith(SCOPES), second.id, { role: "gate" })).status).toBe(403);
    expect((await changeRole(owner, second.id, { role: "gate" })).status).toBe(200);
  });

  test("404 for another organisation's member, as for an unknown one", async () => {
    const { id } = await colleague("gate");
    for (const unknown of [id, "mem_x"]) {
      expect(problemOf(await changeRole(other, unknown, { role: "gate" }))).toMatchObject({ status: 404 });
    }
  });

  test("409 last_owner, 422 for no role", async () => {
    const person = clientWith(await signIn(runtime));
    await person.post("/organisations", { name: "Club" });
    const [own] = memberPage.parse((await person.get("/members")).body).data;
    const refused = await changeRole(person, own?.id ?? "", { role: "admin" });
    expect(problemOf(refused)).toMatchObject({ status: 409, code: "last_owner" });
    expect((await changeRole(person, own?.id ?? "", {})).status).toBe(422);
  });
});

describe("DELETE /members/{id}", () => {
  test("200: sessions stop to work for the organisation at once; keys that they made go on", async () => {
    const admin = await colleague("admin");
    const key = await keyWith(["events:read"], admin);
    expect((await owner.delete(`/members/${admin.id}`)).status).toBe(200);
    expect((await admin.get("/events")).status).toBe(403);
    expect((await admin.get("/me")).body).toMatchObject({ organisation: null, role: null, scopes: [] });
    expect((await key.get("/events")).status).toBe(200);
    expect((await owner.delete(`/members/${admin.id}`)).status).toBe(404);
  });

  test("200: everybody may leave, and nobody without keys:write removes others", async () => {
    const [gate, boxOffice] = [await colleague("gate"), await colleague("box_office")];
    const refused = problemOf(await gate.delete(`/members/${boxOffice.id}`));
    expect(refused).toMatchObject({ status: 403, requiredScope: "keys:write" });
    expect((await gate.delete("/members/mem_x")).status).toBe(403);
    expect((await gate.delete("/members/me")).body).toMatchObject({ id: gate.id });
    expect((await boxOffice.delete(`/members/${boxOffice.id}`)).status).toBe(200);
    expect((await gate.delete("/members/me")).status).toBe(403);
  });

  test("403 for an owner by another than an owner; 409 last_owner, also for who would leave", async () => {
    const person = clientWith(await signIn(runtime));
    await person.post("/organisations", { name: "Club" });
    const [first] = memberPage.parse((await person.get("/members")).body).data;
    const admin = await colleague("admin", person);
    expect((await admin.delete(`/members/${first?.id}`)).status).toBe(403);
    expect(problemOf(await person.delete("/members/me"))).toMatchObject({ status: 409, code: "last_owner" });
    const second = await colleague("owner", person);
    expect((await person.delete("/members/me")).status).toBe(200);
    expect(problemOf(await second.delete("/members/me")).code).toBe("last_owner");
  });

  test("404 for another organisation's member; an API key is nobody who could leave", async () => {
    const { id } = await colleague("gate");
    expect((await other.delete(`/members/${id}`)).status).toBe(404);
    expect((await other.delete("/members/me")).status).toBe(404);
  });

  test("403 for somebody without an organisation", async () => {
    const newcomer = clientWith(await signIn(runtime));
    expect((await newcomer.delete("/members/me")).status).toBe(403);
  });
});

describe("roles at work", () => {
  test("a gate looks and checks in, and mints nothing", async () => {
    const event = await anEvent(owner);
    const { ids } = await someTickets(owner, event);
    const gate = await colleague("gate");
    expect((await gate.get(`/tickets/${ids[0]}`)).status).toBe(200);
    expect((await gate.post(`/tickets/${ids[0]}/checkin`)).status).toBe(200);
    const mint = { eventId: event.id, tickets: [{ ticketTypeId: event.typeId }] };
    expect((await gate.post("/tickets/mint", mint)).status).toBe(403);
    expect((await gate.post("/events", eventBody())).status).toBe(403);
    expect((await gate.get("/members")).status).toBe(403);
  });

  test("a box office mints and checks in, and makes no events, keys or members", async () => {
    const event = await anEvent(owner);
    const boxOffice = await colleague("box_office");
    const { ids } = await someTickets(boxOffice, event);
    expect((await boxOffice.post(`/tickets/${ids[0]}/checkin`)).status).toBe(200);
    expect((await boxOffice.post("/events", eventBody())).status).toBe(403);
    expect((await boxOffice.post("/api-keys", { name: "K", scopes: ["events:read"] })).status).toBe(403);
    const body = { walletAddress: newWallet().address, role: "gate" };
    expect((await boxOffice.post("/members", body)).status).toBe(403);
  });

  test("an admin makes events, keys and members", async () => {
    const admin = await colleague("admin");
    expect((await admin.post("/events", eventBody())).status).toBe(201);
    expect((await (await keyWith(["events:read"], admin)).get("/events")).status).toBe(200);
    expect((await colleague("admin", admin)).role).toBe("admin");
  });
});

describe("somebody in two organisations", () => {
  test("acts for the one their session is turned to", async () => {
    const person = await colleague("gate");
    const { body } = await person.post("/organisations", { name: "Their own" });
    const own = createdOrganisationOutput.parse(body);
    expect((await person.get("/me")).body).toMatchObject({ role: "owner", organisation: { id: own.id } });

    const listed = await askAuth("GET", "/organization/list", { cookie: person.cookie });
    const organisations = (await listed.json()) as { id: string; name: string }[];
    expect(organisations.map(({ name }) => name).sort()).toEqual(["Harbour Hall", "Their own"]);
    const organizationId = organisations.find(({ id }) => id !== own.id)?.id;
    const turned = await askAuth("POST", "/organization/set-active", {
      body: { organizationId },
      cookie: person.cookie,
    });
    expect(turned.status).toBe(200);
    expect((await person.get("/me")).body).toMatchObject({
      role: "gate",
      organisation: { id: organizationId },
    });
  });

  test("can't turn it to one that is not theirs", async () => {
    const stranger = await signIn(runtime);
    const { organisation } = (await owner.get("/me")).body as { organisation: { id: string } };
    const refused = await askAuth("POST", "/organization/set-active", {
      body: { organizationId: organisation.id },
      cookie: stranger.Cookie ?? "",
    });
    expect(refused.status).toBe(403);
    expect((await clientWith(stranger).get("/me")).body).toMatchObject({ organisation: null });
  });
});

test.each(["invite-member", "update-member-role", "remove-member", "leave"])(
  "members change over the API alone: there is no %s",
  async (path) => {
    const response = await askAuth("POST", `/organization/${path}`, { body: {}, cookie: ownerCookie });
    expect(response.status).toBe(404);
  },
);
