import { eq } from "drizzle-orm";
import { type Address, concatHex, type Hex } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { createSiweMessage } from "viem/siwe";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { users, verifications } from "@/lib/db/schema/auth";
import { LOCAL_CHAIN_ID } from "@/lib/env";
import { type TestRuntime, testRuntime } from "@/test/test-runtime";
import { type Auth, createAuth } from "./auth";
import { readViewer } from "./viewer";

const ORIGIN = "https://tickets.example.org";
const CHAIN_ID = LOCAL_CHAIN_ID;

let runtime: TestRuntime;
let auth: Auth;

beforeAll(async () => {
  runtime = await testRuntime();
});

afterAll(() => runtime.close());

beforeEach(() => {
  auth = newAuth();
});

const newAuth = () =>
  createAuth({
    db: runtime.db,
    log: runtime.log,
    client: runtime.chain.client,
    chainId: CHAIN_ID,
    origin: ORIGIN,
    secret: "a secret of at least thirty-two characters",
    rateLimitPerMinute: 0,
  });

function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return auth.handler(
    new Request(`${ORIGIN}/api/auth${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: ORIGIN, ...headers },
      body: JSON.stringify(body),
    }),
  );
}

async function newNonce(): Promise<string> {
  const { nonce } = (await (await post("/siwe/nonce", {})).json()) as { nonce: string };
  return nonce;
}

type Fields = Partial<Parameters<typeof createSiweMessage>[0]>;

/** A message that is good in every respect but those given. */
async function messageFor(address: Address, fields: Fields = {}): Promise<string> {
  return createSiweMessage({
    address,
    domain: new URL(ORIGIN).host,
    uri: ORIGIN,
    version: "1",
    chainId: CHAIN_ID,
    nonce: fields.nonce ?? (await newNonce()),
    issuedAt: new Date(),
    ...fields,
  });
}

const newAccount = () => privateKeyToAccount(generatePrivateKey());

async function signIn(fields: Fields = {}, account = newAccount()): Promise<Response> {
  const message = await messageFor(account.address, fields);
  return post("/siwe/verify", { message, signature: await account.signMessage({ message }) });
}

function cookieOf(response: Response): Headers {
  const cookie = response.headers.getSetCookie().map((line) => line.split(";")[0]);
  return new Headers({ cookie: cookie.join("; ") });
}

const viewerOf = (headers: Headers) => readViewer({ auth, db: runtime.db, headers });

describe("signing in with a wallet", () => {
  it("turns a good signature into a session", async () => {
    const account = newAccount();
    const response = await signIn({}, account);
    expect(response.status).toBe(200);
    expect(await viewerOf(cookieOf(response))).toMatchObject({
      walletAddress: account.address,
      organisation: null,
      organisations: [],
    });
  });

  it("sets a cookie that scripts can't read, other sites can't send, and plain http can't carry", async () => {
    const [cookie] = (await signIn()).headers.getSetCookie();
    expect(cookie).toMatch(/^__Secure-ticketchain\.session_token=/);
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/Secure/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
  });

  it("finds the same user the next time", async () => {
    const account = newAccount();
    const first = await viewerOf(cookieOf(await signIn({}, account)));
    const second = await viewerOf(cookieOf(await signIn({}, account)));
    expect(second?.userId).toBe(first?.userId);
  });

  it("keeps the session over a restart", async () => {
    const headers = cookieOf(await signIn());
    const before = await viewerOf(headers);
    auth = newAuth();
    expect(await viewerOf(headers)).toEqual(before);
  });

  it("ends the session on signing out", async () => {
    const headers = cookieOf(await signIn());
    await post("/sign-out", {}, { cookie: headers.get("cookie") ?? "" });
    expect(await viewerOf(headers)).toBeNull();
  });

  it("knows nobody by a forged or missing cookie", async () => {
    expect(await viewerOf(new Headers())).toBeNull();
    const forged = new Headers({ cookie: "__Secure-ticketchain.session_token=abc.def" });
    expect(await viewerOf(forged)).toBeNull();
  });
});

describe("a signature is refused", () => {
  const expectRefused = async (response: Response) => {
    expect(response.status).toBe(401);
    expect(response.headers.getSetCookie()).toEqual([]);
  };

  it("the second time: a nonce works once", async () => {
    const account = newAccount();
    const message = await messageFor(account.address);
    const body = { message, signature: await account.signMessage({ message }) };
    expect((await post("/siwe/verify", body)).status).toBe(200);
    await expectRefused(await post("/siwe/verify", body));
  });

  it("in all but one of many tries at once", async () => {
    const account = newAccount();
    const message = await messageFor(account.address);
    const body = { message, signature: await account.signMessage({ message }) };
    const responses = await Promise.all(Array.from({ length: 8 }, () => post("/siwe/verify", body)));
    expect(responses.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it("after a failed try with the same nonce", async () => {
    const nonce = await newNonce();
    await expectRefused(await signIn({ nonce, domain: "evil.example" }));
    await expectRefused(await signIn({ nonce }));
  });

  it("with a nonce that is not ours, or older than five minutes", async () => {
    await expectRefused(await signIn({ nonce: "0123456789abcdef" }));
    const nonce = await newNonce();
    const [row] = await runtime.db
      .select()
      .from(verifications)
      .where(eq(verifications.identifier, `siwe:${nonce}`));
    expect(row?.expiresAt.getTime()).toBeLessThanOrEqual(Date.now() + 5 * 60_000);
    await runtime.db
      .update(verifications)
      .set({ expiresAt: new Date(Date.now() - 1) })
      .where(eq(verifications.identifier, `siwe:${nonce}`));
    await expectRefused(await signIn({ nonce }));
  });

  it.each<[string, Fields]>([
    ["another domain", { domain: "evil.example" }],
    ["another port", { domain: "tickets.example.org:8443" }],
    ["another page's address", { uri: "https://evil.example/login" }],
    ["another chain", { chainId: 1 }],
    ["a message that has expired", { expirationTime: new Date(Date.now() - 1_000) }],
    ["a message that is not valid yet", { notBefore: new Date(Date.now() + 60_000) }],
    ["a message from an hour ago", { issuedAt: new Date(Date.now() - 3_600_000) }],
    ["a message from the future", { issuedAt: new Date(Date.now() + 3_600_000) }],
  ])("for %s", async (_, fields) => {
    await expectRefused(await signIn(fields));
  });

  it("for a second set of fields hidden in the statement", async () => {
    const account = newAccount();
    const good = await messageFor(account.address, { chainId: 1, statement: "Hello" });
    const message = good.replace("Hello", `Hello Chain ID: ${CHAIN_ID}`);
    const response = await post("/siwe/verify", {
      message,
      signature: await account.signMessage({ message }),
    });
    await expectRefused(response);
  });

  it("made by another key, or no signature at all", async () => {
    const message = await messageFor(newAccount().address);
    await expectRefused(
      await post("/siwe/verify", { message, signature: await newAccount().signMessage({ message }) }),
    );
    for (const signature of ["0x", "0x00", "nonsense", `0x${"11".repeat(65)}`]) {
      const next = await messageFor(newAccount().address);
      await expectRefused(await post("/siwe/verify", { message: next, signature }));
    }
  });

  it("and leaves no user behind", async () => {
    const before = await runtime.db.$count(users);
    await signIn({ chainId: 1 });
    expect(await runtime.db.$count(users)).toBe(before);
  });
});

describe("a smart-contract wallet", () => {
  /** ERC-1271 by hand: `isValidSignature` answers its magic value if ecrecover gives the owner, else zero. */
  const walletOwnedBy = (owner: Address): Hex =>
    concatHex([
      "0x600435600052", // hash
      "0x60a43560f81c602052", // v
      "0x606435604052", // r
      "0x608435606052", // s
      "0x602060006080600060015afa50", // ecrecover
      concatHex(["0x60005173", owner, "0x14"]),
      "0x631626ba7e0260e01b60005260206000f3",
    ]);

  async function deployWallet(owner: Address): Promise<Address> {
    const { address } = newAccount();
    await runtime.anvil.setCode({ address, bytecode: walletOwnedBy(owner) });
    return address;
  }

  it("signs in when its contract says yes (ERC-1271)", async () => {
    const owner = newAccount();
    const wallet = await deployWallet(owner.address);
    const message = await messageFor(wallet);
    const response = await post("/siwe/verify", { message, signature: await owner.signMessage({ message }) });
    expect(response.status).toBe(200);
    expect((await viewerOf(cookieOf(response)))?.walletAddress).toBe(wallet);
  });

  it("does not when its contract says no", async () => {
    const wallet = await deployWallet(newAccount().address);
    const message = await messageFor(wallet);
    const signature = await newAccount().signMessage({ message });
    expect((await post("/siwe/verify", { message, signature })).status).toBe(401);
  });
});
