import type { PublicContext } from "@/lib/services/context";
import type { ListByOwnerInput, PublicTicketPage } from "./schema";

export async function listTicketsByOwner(_options: {
  ctx: PublicContext;
  input: ListByOwnerInput;
}): Promise<PublicTicketPage> {
  throw new Error("listTicketsByOwner is being written");
}
