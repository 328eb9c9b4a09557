import type { Address } from "viem";
import type { PublicTicketOutput } from "@/lib/services/ticket/schema";
import type { HistoryLine } from "./history-lines";

/** A ticket as one viewer may see it. Who may not know a name or a code is given none. */
export type TicketView = {
  ticket: PublicTicketOutput;
  access: "holder" | "organiser" | "none";
  signedInAs: Address | null;
  attendeeName: string | null;
  /** Where it was admitted. */
  gate: string | null;
  history: HistoryLine[];
};
