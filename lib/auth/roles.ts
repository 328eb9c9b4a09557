import { createAccessControl } from "better-auth/plugins/access";
import { defaultStatements } from "better-auth/plugins/organization/access";
import type { Role } from "@/lib/services/member/roles";

/**
 * Who may manage an organisation, in better-auth's own terms. Members are managed by our services alone, and what they
 * may sell is a matter of scopes.
 */
export const accessControl = createAccessControl(defaultStatements);

export const organisationRoles = {
  owner: accessControl.newRole({}),
  admin: accessControl.newRole({}),
  box_office: accessControl.newRole({}),
  gate: accessControl.newRole({}),
} satisfies Record<Role, unknown>;
