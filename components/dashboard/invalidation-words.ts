import type { TicketOutput } from "@/lib/services/ticket/schema";

type Reason = NonNullable<TicketOutput["invalidation"]>["reason"];

export const INVALIDATION_WORDS = {
  refunded: "Refunded",
  cancelled: "Cancelled by the guest",
  fraud: "Fraud",
  duplicate: "Issued twice",
  other: "Another reason",
} as const satisfies Record<Reason, string>;
