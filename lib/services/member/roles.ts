import { SCOPES, type Scope } from "@/lib/services/context";

/** What a member may be, the most powerful first. */
export const ROLES = ["owner", "admin", "box_office", "gate"] as const;

export type Role = (typeof ROLES)[number];

const ROLE_SCOPES: Record<Role, readonly Scope[]> = {
  owner: SCOPES,
  admin: SCOPES,
  box_office: ["events:read", "tickets:read", "tickets:write", "checkins:write"],
  gate: ["events:read", "tickets:read", "checkins:write"],
};

function isRole(value: string): value is Role {
  return ROLES.some((role) => role === value);
}

/**
 * The scopes of a member. better-auth stores several roles as `"admin,gate"`; a role we don't know grants nothing.
 * @returns each scope once, in the order of {@link SCOPES}.
 */
export function scopesOfRole(role: string): readonly Scope[] {
  const granted = new Set(
    role
      .split(",")
      .map((name) => name.trim())
      .filter(isRole)
      .flatMap((name) => ROLE_SCOPES[name]),
  );
  return SCOPES.filter((scope) => granted.has(scope));
}
