import type { Context } from "@/lib/services/context";
import type { MintTicketsInput, MintTicketsOutput } from "./schema";

export async function mintTickets(_options: {
  ctx: Context;
  input: MintTicketsInput;
}): Promise<MintTicketsOutput> {
  throw new Error("mintTickets is being written");
}
