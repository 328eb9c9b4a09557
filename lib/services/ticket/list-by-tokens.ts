import type { PublicContext } from "@/lib/services/context";
import type { ListByTokensInput, PublicTicketOutput } from "./schema";

export async function listTicketsByTokens(_options: {
  ctx: PublicContext;
  input: ListByTokensInput;
}): Promise<PublicTicketOutput[]> {
  throw new Error("listTicketsByTokens is being written");
}
