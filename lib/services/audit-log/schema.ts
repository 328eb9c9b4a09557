import { z } from "zod";
import { ACTOR_TYPES } from "@/lib/db/schema/account";
import { fields, id, instant, line, listShape, moment, page, reference } from "@/lib/services/fields";

export const listAuditRowsInput = fields({
  ...listShape,
  entity: line(100).optional().meta({ description: "What kind of thing was changed", example: "ticket" }),
  entityId: reference().optional().meta({
    description: "The thing that was changed",
    example: "tkt_01k0000000e008000000000000",
  }),
  action: line(100).optional().meta({ description: "What was done", example: "ticket.invalidate" }),
  from: instant.optional().meta({ description: "Not before this", example: "2026-06-01T18:00:00Z" }),
  to: instant.optional().meta({ description: "Before this", example: "2026-06-02T18:00:00Z" }),
});
export type ListAuditRowsInput = z.output<typeof listAuditRowsInput>;

export const auditRowOutput = z
  .object({
    id: id("aud_01k0000000e008000000000000"),
    at: moment,
    actor: z.object({
      type: z.enum(ACTOR_TYPES),
      id: z
        .string()
        .meta({ description: "Of the user or API key", example: "key_01k0000000e008000000000000" }),
    }),
    action: z.string().meta({ example: "ticket.invalidate" }),
    entity: z.string().meta({ example: "ticket" }),
    entityId: z.string().meta({ example: "tkt_01k0000000e008000000000000" }),
    data: z.record(z.string(), z.unknown()).meta({ description: "What was asked for, by kind of action" }),
    requestId: z.string().meta({ description: "The call that did it: its `X-Request-Id`" }),
  })
  .meta({ id: "AuditRow" });
export type AuditRowOutput = z.infer<typeof auditRowOutput>;

export const auditRowPage = page(auditRowOutput);
export type AuditRowPage = z.infer<typeof auditRowPage>;
