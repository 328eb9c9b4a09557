import { SCOPES, type Scope } from "@/lib/services/context";
import type { Role } from "@/lib/services/member/roles";
import type { apiClient } from "@/test/api-client";
import type { TestRuntime } from "@/test/test-runtime";
import { newWallet, signIn } from "@/test/wallet-session";
import { addMember } from "./add-member";
import { expireKey } from "./expire-key";

/** Somebody who calls: what they send of themselves, and what they then are to us. */
export type ApiCaller = {
  name: string;
  headers: Readonly<Record<string, string>>;
  known: "nobody" | "key" | "member" | "newcomer";
  scopes: readonly Scope[];
};

type Organiser = Awaited<ReturnType<typeof apiClient>>;

/** What members may do, written by hand as the table of operations is. */
const ROLES: Readonly<Record<Role, readonly Scope[]>> = {
  owner: SCOPES,
  admin: SCOPES,
  box_office: ["events:read", "tickets:read", "tickets:write", "checkins:write"],
  gate: ["events:read", "tickets:read", "checkins:write"],
};

/** Every kind of caller there is, all of them this organisation's as far as they are anybody's. */
export async function apiCallers(runtime: TestRuntime, organiser: Organiser): Promise<ApiCaller[]> {
  return [
    ...(await strangers(runtime, organiser)),
    ...(await keyHolders(organiser)),
    ...(await people(runtime, organiser)),
  ];
}

async function strangers(runtime: TestRuntime, organiser: Organiser): Promise<ApiCaller[]> {
  const revoked = await organiser.colleague(SCOPES);
  await organiser.delete(`/api-keys/${revoked.keyId}`);
  const expired = await organiser.colleague(SCOPES);
  await expireKey(runtime, expired.keyId);
  const bearers = {
    "unknown key": "Bearer tc_00000000000000000000000000",
    "revoked key": `Bearer ${revoked.key}`,
    "expired key": `Bearer ${expired.key}`,
    "key and a character": `Bearer ${organiser.key}x`,
    "bearer of nothing": "Bearer",
    "password instead of a key": "Basic dTpw",
    "key without Bearer": organiser.key,
  };
  return [
    { name: "anonymous", headers: {} },
    ...Object.entries(bearers).map(([name, Authorization]) => ({ name, headers: { Authorization } })),
  ].map((caller) => ({ ...caller, known: "nobody", scopes: [] }));
}

async function keyHolders(organiser: Organiser): Promise<ApiCaller[]> {
  const sets: [string, readonly Scope[]][] = [
    ["key with every scope", SCOPES],
    ...SCOPES.flatMap((scope): [string, readonly Scope[]][] => [
      [`key with ${scope}`, [scope]],
      [`key with all but ${scope}`, SCOPES.filter((each) => each !== scope)],
    ]),
  ];
  return Promise.all(
    sets.map(async ([name, scopes]): Promise<ApiCaller> => {
      const { key } = await organiser.colleague(scopes);
      return { name, headers: { Authorization: `Bearer ${key}` }, known: "key", scopes };
    }),
  );
}

async function people(runtime: TestRuntime, organiser: Organiser): Promise<ApiCaller[]> {
  const callers: ApiCaller[] = [];
  for (const role of ["owner", "admin", "box_office", "gate"] as const) {
    const wallet = newWallet();
    const headers = await signIn(runtime, wallet);
    await addMember(runtime, { wallet: wallet.address, organisationId: organiser.organisationId, role });
    callers.push({ name: role, headers, known: "member", scopes: ROLES[role] });
  }
  callers.push({ name: "newcomer", headers: await signIn(runtime), known: "newcomer", scopes: [] });
  const owner = callers[0]?.headers ?? {};
  return [...callers, ...asAnotherSite(owner)];
}

/** What a browser sends when it is another site that makes it ask, and what a cookie is worth beside a bad key. */
function asAnotherSite(owner: Readonly<Record<string, string>>): ApiCaller[] {
  const changes = {
    "owner, asked by another site": { Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" },
    "owner, asked by a page without origin": { Origin: "null", "Sec-Fetch-Site": "cross-site" },
    "owner with a bad key": { Authorization: "Bearer tc_00000000000000000000000000" },
  };
  return Object.entries(changes).map(([name, change]) => ({
    name,
    headers: { ...owner, ...change },
    known: "nobody",
    scopes: [],
  }));
}
