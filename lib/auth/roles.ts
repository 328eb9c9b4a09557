import { createAccessControl } from "better-auth/plugins/access";
import { defaultStatements } from "better-auth/plugins/organization/access";
import { SCOPES, type Scope } from "@/lib/services/context";

const ROLES = ["owner", "admin", "box_office", "gate"] as const;

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

/** Who may manage an organisation's members, in better-auth's own terms. What they may sell is a matter of scopes. */
export const accessControl = createAccessControl(defaultStatements);

export const organisationRoles = {
  owner: accessControl.newRole({
    organization: ["update"],
    member: ["create", "update", "delete"],
    invitation: ["create", "cancel"],
  }),
  admin: accessControl.newRole({
    organization: ["update"],
    member: ["create", "update", "delete"],
    invitation: ["create", "cancel"],
  }),
  box_office: accessControl.newRole({}),
  gate: accessControl.newRole({}),
} satisfies Record<Role, unknown>;
