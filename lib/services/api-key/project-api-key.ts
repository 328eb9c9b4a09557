import type { apiKeys } from "@/lib/db/schema/account";
import { SCOPES } from "@/lib/services/context";
import type { ApiKeyOutput } from "./schema";

export type ApiKeyRow = typeof apiKeys.$inferSelect;

/** A key without its secret. */
export function projectApiKey(row: ApiKeyRow): ApiKeyOutput {
  return {
    id: row.id,
    name: row.name,
    scopes: scopesOf(row),
    prefix: row.prefix,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    rateLimitPerMinute: row.rateLimitPerMinute,
  };
}

/** What a key may do; a scope that is no more is left out. */
export function scopesOf(row: Pick<ApiKeyRow, "scopes">) {
  return SCOPES.filter((scope) => row.scopes.includes(scope));
}
