import type { PublicContext } from "@/lib/services/context";
import type { PublicTicketOutput, TokenInput } from "./schema";

export async function getPublicTicket(_options: {
  ctx: PublicContext;
  input: { id: string } | TokenInput;
}): Promise<PublicTicketOutput> {
  throw new Error("getPublicTicket is being written");
}
