import { reply } from "@/lib/api/route/reply";
import { requireScope } from "@/lib/api/route/require-scope";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { listAuditRows } from "@/lib/services/audit-log/list";
import { auditRowPage, listAuditRowsInput } from "@/lib/services/audit-log/schema";

const list = route({
  operationId: "listAuditRows",
  tag: "Account",
  summary: "Read the audit log",
  description:
    "Who changed what in your organisation, newest first: each row was written together with the change it tells of. " +
    "Filters narrow each other down; `from` is inside the range, `to` is not.",
  access: requireScope("keys:write"),
  query: listAuditRowsInput,
  responses: { 200: { description: "A page of the log", schema: auditRowPage } },
  handler: async ({ ctx, query }) => reply(200, await listAuditRows({ ctx, input: query })),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/audit-log", { GET: list });
