import { reply } from "@/lib/api/route/reply";
import { requireScope } from "@/lib/api/route/require-scope";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { addMember } from "@/lib/services/member/add";
import { listMembers } from "@/lib/services/member/list";
import { addMemberInput, listMembersInput, memberOutput, memberPage } from "@/lib/services/member/schema";

const list = route({
  operationId: "listMembers",
  tag: "Account",
  summary: "List members",
  description: "The people of your organisation, newest first, each with their role.",
  access: requireScope("keys:write"),
  query: listMembersInput,
  responses: { 200: { description: "A page of members", schema: memberPage } },
  handler: async ({ ctx, query }) => reply(200, await listMembers({ ctx, input: query })),
});

const add = route({
  operationId: "addMember",
  tag: "Account",
  summary: "Add a member",
  description:
    "By the wallet they sign in with; they need not have signed in before. Nobody can give a role that may do more than " +
    "themselves, and only an owner, signed in, can make owners.",
  access: requireScope("keys:write"),
  body: addMemberInput,
  bodyExample: { walletAddress: "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC", role: "box_office" },
  responses: { 201: { description: "The member", schema: memberOutput } },
  errors: ["already_member"],
  handler: async ({ ctx, body }) => {
    const member = await addMember({ ctx, input: body });
    return reply(201, member);
  },
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/members", {
  GET: list,
  POST: add,
});
