import type { Tone } from "@/components/ui/tone";
import type { TicketTypeOutput } from "@/lib/services/ticket-type/schema";

/** Below this share of the supply, what is left is worth a warning. */
const FEW = 0.1;

const count = new Intl.NumberFormat("en-GB");

/** How many tickets of a type are left, in words. */
export function availabilityOf({ available, supply }: Pick<TicketTypeOutput, "available" | "supply">): {
  text: string;
  tone: Tone;
} {
  if (available <= 0) return { text: "None left", tone: "danger" };
  if (available <= supply * FEW) return { text: `Only ${count.format(available)} left`, tone: "warn" };
  return { text: `${count.format(available)} of ${count.format(supply)} left`, tone: "neutral" };
}
