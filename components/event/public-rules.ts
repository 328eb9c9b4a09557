import { formatDateTime } from "@/components/ui/format-time";
import type { PublicEventOutput } from "@/lib/services/event/schema";

export type TicketRule = { title: string; text: string };

type Rules = Pick<
  PublicEventOutput,
  "transferPolicy" | "resaleCapBps" | "royaltyBps" | "maxPerWallet" | "resaleClosesAt" | "timeZone"
>;

/** This value means that resale has no upper price. */
const NO_CAP_BPS = 65_535;

/** What holders may do with a ticket, in plain words: the rules that the event's contract enforces. */
export function ticketRules(event: Rules): TicketRule[] {
  const rules = [transferRule(event)];
  if (event.transferPolicy !== "locked") rules.push(resalePrice(event));
  if (event.maxPerWallet !== null) rules.push(walletLimit(event.maxPerWallet));
  rules.push(SOUVENIR);
  return rules;
}

function transferRule({ transferPolicy, resaleClosesAt, timeZone }: Rules): TicketRule {
  switch (transferPolicy) {
    case "locked":
      return {
        title: "Not transferable",
        text: "A ticket stays in the wallet it was issued to. It can't be passed on or resold.",
      };
    case "market_only":
      return {
        title: "Resale through the market only",
        text: "A ticket can't be passed on directly. It may be resold on the market, where the price limit is enforced.",
      };
    case "open": {
      const closes = formatDateTime({ date: new Date(resaleClosesAt), timeZone, format: "full" });
      return { title: "Transferable", text: `Holders may pass a ticket on to any wallet until ${closes}.` };
    }
  }
}

function resalePrice({ resaleCapBps, royaltyBps }: Rules): TicketRule {
  const royalty = royaltyBps > 0 ? ` ${percent(royaltyBps)} of a resale goes to the organiser.` : "";
  if (resaleCapBps >= NO_CAP_BPS) {
    return { title: "No price limit on resale", text: `The seller sets the price.${royalty}` };
  }
  if (resaleCapBps === 10_000) {
    return {
      title: "Never above face price",
      text: `A resale on the market costs at most what the ticket cost at first.${royalty}`,
    };
  }
  return {
    title: `Resale at ${percent(resaleCapBps)} of face price at most`,
    text: `The contract refuses any sale on the market above that.${royalty}`,
  };
}

function walletLimit(max: number): TicketRule {
  return { title: `${max} per wallet`, text: "So many can be bought with one wallet." };
}

const SOUVENIR: TicketRule = {
  title: "Yours to keep",
  text: "A day after the event the ticket becomes a souvenir, which moves freely.",
};

/** Basis points as per cent, without needless zeros: 12,550 → "125.5 %". */
function percent(basisPoints: number): string {
  const whole = Math.floor(basisPoints / 100);
  const rest = String(basisPoints % 100)
    .padStart(2, "0")
    .replace(/0+$/, "");
  return rest ? `${whole}.${rest} %` : `${whole} %`;
}
