import { figure } from "../figure";
import type { DatabaseKind } from "../new-database";
import type { Result } from "../report";
import { type Figures, measureLoads } from "./measure-loads";
import { type Cannon, openCannon } from "./open-cannon";
import type { Hit } from "./shot";
import { withServer } from "./with-server";

const FEW = 1_000;
const MANY = 1_000_000;

type Say = (line: string) => void;

/** The API over a thousand and over a million tickets, beside a route that does nothing. */
export async function compareApi(kinds: readonly DatabaseKind[], say: Say): Promise<Result[]> {
  const cannon = openCannon();
  try {
    const results: Result[] = [];
    for (const kind of kinds) results.push(...resultsOf(kind, await measureKind(kind, cannon, say)));
    return results;
  } finally {
    cannon.close();
  }
}

/** Both servers run at the same time, so that their rounds can take turns. */
async function measureKind(kind: DatabaseKind, cannon: Cannon, say: Say): Promise<Figures> {
  say(
    `Filling databases with ${FEW.toLocaleString("en")} and ${MANY.toLocaleString("en")} tickets, on ${kind.name} …`,
  );
  return withServer(kind, FEW, (few) =>
    withServer(kind, MANY, (many) => {
      say(`Firing requests, on ${kind.name} …`);
      return measureLoads(cannon, [few, many]);
    }),
  );
}

/** Ratios are of the server with many tickets; the note has that of the other. */
function resultsOf({ name, suffix }: DatabaseKind, figures: Figures): Result[] {
  const target = (value: number) => (suffix === "" ? value : null);
  const ratio = (load: keyof Figures, empty: keyof Figures) => {
    const [few, many] = figures[load].map((hit, i) => hit.perSecond / (figures[empty][i]?.perSecond ?? 0));
    return {
      value: many ?? Number.NaN,
      note: `${name}; ${(few ?? Number.NaN).toFixed(2)} at ${FEW.toLocaleString("en")} tickets`,
    };
  };
  const rate = (key: string, load: keyof Figures, perCall = 1) => {
    const [few, many] = figures[load];
    const unit = perCall === 1 ? "requests/s" : "tickets/s";
    return figure(`${key}${suffix}`, (many?.perSecond ?? Number.NaN) * perCall, {
      unit,
      note: `${name}; ${Math.round((few?.perSecond ?? Number.NaN) * perCall)} at ${FEW.toLocaleString("en")} tickets; p50 ${ms(many?.p50Ms)}, p99 ${ms(many?.p99Ms)}`,
    });
  };
  const ticket = ratio("getTicket", "emptyGet");
  const checkIn = ratio("checkIn", "emptyPost");
  const growth = growthOf(figures);
  return [
    figure(`get_ticket_ratio${suffix}`, ticket.value, { unit: "×", target: target(0.5), note: ticket.note }),
    figure(`checkin_ratio${suffix}`, checkIn.value, { unit: "×", target: target(0.25), note: checkIn.note }),
    figure(`p99_growth${suffix}`, growth.value, {
      unit: "×",
      target: target(1.5),
      better: "lower",
      note: `${name}; ${growth.note}`,
    }),
    rate("empty_get", "emptyGet"),
    rate("empty_post", "emptyPost"),
    rate("get_ticket", "getTicket"),
    rate("list50", "listTickets"),
    rate("checkin", "checkIn"),
    rate("mint1", "mint1"),
    rate("mint100", "mint100", 100),
  ];
}

/** How much longer the slowest of a hundred takes among many tickets: of what is asked for most, that which grew most. */
function growthOf(figures: Figures): { value: number; note: string } {
  const growths = (["getTicket", "listTickets", "checkIn"] as const).map((load) => growth(figures[load]));
  const [get = "", list = "", checkIn = ""] = growths.map((value) => value.toFixed(2));
  return { value: Math.max(...growths), note: `ticket ${get}, list ${list}, check-in ${checkIn}` };
}

const growth = ([few, many]: readonly Hit[]) => (many?.p99Ms ?? Number.NaN) / (few?.p99Ms ?? Number.NaN);
const ms = (value = Number.NaN) => `${value.toFixed(1)} ms`;
