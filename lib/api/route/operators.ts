import { createHash, timingSafeEqual } from "node:crypto";
import { AppError } from "@/lib/errors";
import type { PublicContext } from "@/lib/services/context";
import type { Access } from "./access";
import { addressKeyOf } from "./address-key";

/** As the server writes them: the machine itself, by either protocol. */
const LOOPBACK = /^(::ffff:)?127\.\d+\.\d+\.\d+$|^::1$/;

/** Whoever runs the server: they have the metrics' token, or, where none is set, are on its machine. */
export const operators: Access<PublicContext> = {
  kind: "public",
  scope: null,
  identify: async ({ request: { headers }, runtime: { env } }) => {
    if (env.metricsToken === null) requireLoopback(headers);
    else requireToken(headers, env.metricsToken);
    return {
      limitKey: addressKeyOf(headers),
      keyOwner: null,
      scopes: [],
      refusal: null,
      context: (base) => base,
    };
  },
};

function requireLoopback(headers: Headers): void {
  if (LOOPBACK.test(headers.get("x-forwarded-for") ?? "")) return;
  throw new AppError("forbidden", "Set METRICS_TOKEN to read this from another machine.");
}

function requireToken(headers: Headers, token: string): void {
  const given = /^Bearer +(\S+)$/i.exec(headers.get("authorization")?.trim() ?? "")?.[1] ?? "";
  // Hashes are of one length, and comparing them takes the same time wherever they differ.
  if (timingSafeEqual(digestOf(given), digestOf(token))) return;
  throw new AppError("unauthenticated", "Send METRICS_TOKEN as Authorization: Bearer ….");
}

const digestOf = (text: string) => createHash("sha256").update(text).digest();
