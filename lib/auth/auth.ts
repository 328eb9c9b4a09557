import "server-only";
import { randomBytes } from "node:crypto";
import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { organization } from "better-auth/plugins/organization";
import { siwe } from "better-auth/plugins/siwe";
import type { Logger } from "pino";
import type { PublicClient } from "viem";
import type { Database } from "@/lib/db/database";
import * as schema from "@/lib/db/schema/auth";
import { accessControl, organisationRoles } from "./roles";
import { signInOrigins } from "./sign-in-origins";
import { verifySignIn } from "./verify-sign-in";

export type AuthOptions = {
  db: Database;
  /** For signatures of smart-contract wallets. */
  client: PublicClient;
  chainId: number;
  /** Origin the browser is at: one of `signInOrigins(env.appUrl)`. */
  origin: string;
  secret: string;
  /** Sign-in calls per minute and address; 0 switches the limit off. */
  rateLimitPerMinute: number;
  log: Logger;
};

/** A nonce is signed at once or asked for again. */
const NONCE_LIFE_MS = 5 * 60_000;
const SESSION_LIFE_SECONDS = 30 * 24 * 3600;
const SESSION_RENEWAL_SECONDS = 24 * 3600;

/**
 * Members are managed over /api/v1, which writes the audit log and keeps an owner. Invitations go by e-mail, which people
 * who sign in with a wallet don't have.
 */
const OUR_OWN_PATHS = [
  "invite-member",
  "accept-invitation",
  "reject-invitation",
  "cancel-invitation",
  "get-invitation",
  "list-invitations",
  "list-user-invitations",
  "list-members",
  "get-full-organization",
  "remove-member",
  "update-member-role",
  "leave",
  "update",
].map((name) => `/organization/${name}`);

/**
 * Sign-in with a wallet (ERC-4361) and organisations with members, on better-auth.
 * Organisations are made by `createOrganisation` alone, so that each has an owner's wallet and an audit row.
 */
export function createAuth(options: AuthOptions) {
  const { chainId, client, log, origin } = options;
  return betterAuth({
    appName: "TicketChain",
    baseURL: origin,
    basePath: "/api/auth",
    secret: options.secret,
    trustedOrigins: [...signInOrigins(origin)],
    telemetry: { enabled: false },
    logger: {
      level: "warn",
      log: (level, message, ...details) => log[level]({ details }, `auth: ${message}`),
    },
    database: drizzleAdapter(options.db, {
      provider: "pg",
      transaction: true,
      schema: {
        user: schema.users,
        session: schema.sessions,
        account: schema.accounts,
        verification: schema.verifications,
        walletAddress: schema.walletAddresses,
        organization: schema.organisations,
        member: schema.members,
        invitation: schema.invitations,
      },
    }),
    session: { expiresIn: SESSION_LIFE_SECONDS, updateAge: SESSION_RENEWAL_SECONDS },
    rateLimit: {
      enabled: options.rateLimitPerMinute > 0,
      window: 60,
      max: options.rateLimitPerMinute,
    },
    advanced: {
      cookiePrefix: "ticketchain",
      useSecureCookies: origin.startsWith("https:"),
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax" },
    },
    databaseHooks: {
      verification: {
        create: {
          before: async (verification) => ({
            data: {
              ...verification,
              expiresAt: new Date(Math.min(verification.expiresAt.getTime(), Date.now() + NONCE_LIFE_MS)),
            },
          }),
        },
      },
    },
    disabledPaths: OUR_OWN_PATHS,
    plugins: [
      siwe({
        domain: new URL(origin).host,
        getNonce: async () => randomBytes(16).toString("hex"),
        verifyMessage: ({ message, signature, address, cacao }) =>
          verifySignIn({ client, origin, chainId, message, signature, address, nonce: cacao?.p.nonce ?? "" }),
      }),
      organization({
        ac: accessControl,
        roles: organisationRoles,
        creatorRole: "owner",
        allowUserToCreateOrganization: false,
        disableOrganizationDeletion: true,
        requireEmailVerificationOnInvitation: true,
        schema: {
          organization: {
            additionalFields: { walletAddress: { type: "string", required: true, input: false } },
          },
        },
      }),
    ],
  });
}

export type Auth = ReturnType<typeof createAuth>;
