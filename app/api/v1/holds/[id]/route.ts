import { organiserOrHolder } from "@/lib/api/route/organiser-or-holder";
import { reply } from "@/lib/api/route/reply";
import { resource } from "@/lib/api/route/resource";
import { route } from "@/lib/api/route/route";
import { releaseHold } from "@/lib/services/hold/release";
import { holdIdInput, holdOutput } from "@/lib/services/hold/schema";

const release = route({
  operationId: "releaseHold",
  tag: "Sale",
  summary: "Release a hold",
  description:
    "Gives the tickets back for others to hold, at once; again: the same answer. Whoever has the hold's id may; an " +
    "API key only for its own organisation's events, and with `tickets:write`. A permit that was signed can't be taken back, so it stays good until `expiresAt`: until then the organiser can't " +
    "issue those places otherwise, and a buyer who comes by the same place later may find it sold on the chain. " +
    "A hold that was used or has expired is answered as it is.",
  access: organiserOrHolder("tickets:write"),
  params: holdIdInput,
  responses: { 200: { description: "The hold as it is now", schema: holdOutput } },
  errors: ["not_found", "forbidden"],
  handler: async ({ ctx, params }) => reply(200, await releaseHold({ ctx, input: params })),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/holds/{id}", { DELETE: release });
