import { setTimeout as sleep } from "node:timers/promises";
import type { Child } from "./child";
import { type Accepted, acceptedSchema, type Work } from "./protocol";
import type { Random } from "./random";

const HOLDERS = [
  "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
  "0x90F79bf6EB2c4f870365E785982E1f101E93b906",
  "0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65",
] as const;

const PARALLEL = 4;
const PATIENCE_MS = 10_000;
/** Between an answer and the next request: keeps a hundred rounds within what can be read again after each. */
const THINKING_MS_MAX = 80;
const QUANTITY_MAX = 5;

/** What people ask for while things break. Knows only what was answered. */
export type Workload = {
  /** Asks, from several sides, until `until`. */
  run(until: number): Promise<void>;
  /** Actions whose acceptance was answered. */
  acceptedIds: Set<string>;
  counts: { accepted: number; refused: number; unanswered: number };
};

export function createWorkload({ webs, random }: { webs: readonly Child[]; random: Random }): Workload {
  const events: { eventId: string; ticketTypeId: string }[] = [];
  const tickets: string[] = [];
  const acceptedIds = new Set<string>();
  const counts = { accepted: 0, refused: 0, unanswered: 0 };

  function someWork(): Work {
    const [first] = events;
    if (!first || random.chance(0.02)) return { kind: "event" };
    const dice = random.below(10);
    const ticketId = tickets[random.below(tickets.length)];
    if (dice < 5 || !ticketId) {
      const to = random.chance(0.3) ? null : random.pick(HOLDERS);
      return {
        kind: "mint",
        ...random.pick([first, ...events]),
        quantity: random.between(1, QUANTITY_MAX),
        to,
      };
    }
    if (dice < 8) return { kind: "check_in", ticketId };
    return { kind: dice < 9 ? "undo_check_in" : "invalidate", ticketId };
  }

  function note(accepted: Accepted): void {
    counts.accepted += 1;
    for (const id of accepted.actionIds) acceptedIds.add(id);
    const { eventId, ticketTypeId } = accepted;
    if (accepted.ticketIds.length === 0 && ticketTypeId) events.push({ eventId, ticketTypeId });
    if (ticketTypeId) tickets.push(...accepted.ticketIds);
  }

  async function ask(): Promise<void> {
    const url = random.pick([webs[0], ...webs.slice(1)])?.url();
    if (!url) return void (await sleep(50));
    try {
      const response = await fetch(`${url}/work`, {
        method: "POST",
        body: JSON.stringify(someWork()),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      if (response.ok) note(acceptedSchema.parse(await response.json()));
      else counts.refused += 1;
    } catch {
      counts.unanswered += 1;
    }
  }

  return {
    acceptedIds,
    counts,
    async run(until) {
      const side = async () => {
        while (Date.now() < until) {
          await ask();
          await sleep(random.below(THINKING_MS_MAX));
        }
      };
      await Promise.all(Array.from({ length: PARALLEL }, side));
    },
  };
}
