import { z } from "zod";
import { address, checksummed, fields, id, listShape, moment, oneOf, page } from "@/lib/services/fields";
import { ROLES } from "./roles";

const role = oneOf(ROLES).meta({
  description:
    "owner: everything, and makes owners. admin: everything else. box_office: mints and checks in. gate: checks in",
  example: "box_office",
});

export const addMemberInput = fields({
  walletAddress: address.meta({ description: "The wallet they sign in with" }),
  role,
});
export type AddMemberInput = z.output<typeof addMemberInput>;

export const listMembersInput = fields(listShape);
export type ListMembersInput = z.output<typeof listMembersInput>;

export const memberIdInput = fields({ id: z.string() });
export type MemberIdInput = z.output<typeof memberIdInput>;

export const leavingMemberIdInput = fields({
  id: z.string().meta({ description: "A member's id, or `me` for your own membership" }),
});

export const changeRoleInput = fields({ role });
export type ChangeRoleInput = z.output<typeof changeRoleInput>;

export const memberOutput = z
  .object({
    id: id("mem_01k0000000e008000000000000"),
    userId: z.string().meta({ description: "The person, who may be a member of other organisations too" }),
    name: z.string().meta({ description: "Their address until they have a name" }),
    walletAddress: checksummed.meta({ description: "The wallet they sign in with" }),
    role: z.enum(ROLES),
    createdAt: moment,
  })
  .meta({ id: "Member" });
export type MemberOutput = z.infer<typeof memberOutput>;

export const memberPage = page(memberOutput);
export type MemberPage = z.infer<typeof memberPage>;
