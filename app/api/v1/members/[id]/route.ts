import { reply } from "@/lib/api/route/reply";
import { anyMember, requireScope } from "@/lib/api/route/require-scope";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { changeRole } from "@/lib/services/member/change-role";
import { removeMember } from "@/lib/services/member/remove";
import {
  changeRoleInput,
  leavingMemberIdInput,
  memberIdInput,
  memberOutput,
} from "@/lib/services/member/schema";

const change = route({
  operationId: "changeMemberRole",
  tag: "Account",
  summary: "Change a member's role",
  description:
    "It counts from their next request on. Nobody can give a role that may do more than themselves; only an owner, signed " +
    "in, can make owners or change what an owner is, and an organisation keeps one.",
  access: requireScope("keys:write"),
  params: memberIdInput,
  body: changeRoleInput,
  bodyExample: { role: "gate" },
  responses: { 200: { description: "The member", schema: memberOutput } },
  errors: ["not_found", "last_owner"],
  handler: async ({ ctx, params, body }) =>
    reply(200, await changeRole({ ctx, input: { ...params, ...body } })),
});

const remove = route({
  operationId: "removeMember",
  tag: "Account",
  summary: "Remove a member, or leave",
  description:
    "Their sessions and tokens stop to work for the organisation at once; API keys they made belong to the organisation and " +
    "stay. Every member can leave (`/members/me`); to remove somebody else takes the scope `keys:write`, and for an owner " +
    "another owner.",
  access: anyMember,
  params: leavingMemberIdInput,
  responses: { 200: { description: "The member who was removed", schema: memberOutput } },
  errors: ["forbidden", "not_found", "last_owner"],
  handler: async ({ ctx, params }) => reply(200, await removeMember({ ctx, input: params })),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/members/{id}", {
  PATCH: change,
  DELETE: remove,
});
