import type { Address } from "viem";
import type { Chain } from "@/lib/chain/chain";
import type { Database } from "@/lib/db/database";

/** What a caller may do. Roles and API keys are both no more than a set of these. */
export const SCOPES = [
  "events:read",
  "events:write",
  "tickets:read",
  "tickets:write",
  "checkins:write",
  "webhooks:write",
  "keys:write",
] as const;

export type Scope = (typeof SCOPES)[number];

/** Who asks, on behalf of which organisation. */
export type Actor = {
  /** `holder`: whoever proved that a ticket is theirs, for what they do with it. */
  type: "user" | "api_key" | "system" | "holder";
  id: string;
  organisationId: string;
  scopes: readonly Scope[];
  /** Requests a minute that the caller's key may make, where it has a limit of its own. */
  rateLimitPerMinute?: number;
  /** The short-lived token that speaks for them; absent where their key or session itself does. */
  token?: { id: string; expiresAt: Date };
};

/** Somebody who has signed in and has no organisation yet: they may make one, and nothing else. */
export type Newcomer = { type: "user"; id: string; organisationId: null; scopes: readonly [] };

export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };

/** What every service is given. */
export type Context = {
  db: Database;
  chain: Chain;
  actor: Actor;
  requestId: string;
  clock: Clock;
};

/** Context of what a signed-in person does as themselves. */
export type PersonContext = PublicContext & { viewer: { userId: string; walletAddress: Address } };

/** Context of what needs no organisation: who is asking. */
export type AnyoneContext = PublicContext & { actor: Actor | Newcomer };

/** Context of what a ticket's organiser may do, and its holder too who proves it; null: nobody has said who they are. */
export type HolderContext = PublicContext & { actor: Actor | null };

/** Context of reads that are open to all. */
export type PublicContext = Omit<Context, "actor">;
