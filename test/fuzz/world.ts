import { ID_PREFIXES } from "@/lib/ids";
import { REFERENCE } from "./references";

const KEPT_MAX = 200;

/** What exists, as the answers told: requests are sent about these things, so that handlers have something to do. */
export type World = {
  /** Learns the ids in an answer. */
  learn(body: unknown): void;
  /** A text with things that exist for its references. Those of one scene belong together, as far as they can. */
  fill(text: string, scene: number): string;
};

type Pool = Map<string, string[]>;

/** @param hidden ids never to be learnt: a caller whose own key is revoked has nothing more to ask. */
export function createWorld(hidden: ReadonlySet<string> = new Set()): World {
  /** What belongs to each event, and what belongs to none. */
  const events = new Map<string, Pool>();
  const loose: Pool = new Map();

  /** Half of the time an event that has tickets. */
  const eventOf = (scene: number) => {
    const all = [...events.keys()];
    const withTickets = scene % 2 === 0 ? [] : all.filter((id) => events.get(id)?.has("tkt"));
    const among = withTickets.length > 0 ? withTickets : all;
    return among[Math.floor(scene / 2) % among.length];
  };

  const find = (kind: string, scene: number, nth: number) => {
    const event = eventOf(scene);
    if (kind === "evt" && event) return event;
    const pool = (event && events.get(event)?.get(kind)) ?? loose.get(kind) ?? [];
    return pool[(Math.floor(scene / 64) + nth) % pool.length] ?? `${kind}_01k0000000e008000000000000`;
  };

  return {
    learn(body) {
      const found = idsIn(body, hidden);
      const [event, another] = found.get("evt") ?? [];
      const pool = event && !another ? (events.get(event) ?? new Map()) : loose;
      if (event && !another) events.set(event, pool);
      for (const [kind, ids] of found) {
        const known = new Set([...ids, ...(pool.get(kind) ?? [])]);
        pool.set(kind, [...known].slice(0, KEPT_MAX));
      }
      const [oldest] = events.keys();
      if (events.size > KEPT_MAX && oldest) events.delete(oldest);
    },
    fill(text, scene) {
      let nth = 0;
      return text.replaceAll(REFERENCE, (_, kind: string) => find(kind, scene, nth++));
    },
  };
}

const ID = new RegExp(`^(${ID_PREFIXES.join("|")})_[0-9a-z]{26}$`);
const OTHER_FIELDS: Readonly<Record<string, string>> = {
  contractAddress: "contract",
  tokenId: "token",
  nextCursor: "cursor",
};

function idsIn(body: unknown, hidden: ReadonlySet<string>): Pool {
  const found: Pool = new Map();
  const add = (kind: string, value: string) => {
    const known = found.get(kind) ?? [];
    if (!known.includes(value)) found.set(kind, [...known, value]);
  };
  JSON.stringify(body, (name, value: unknown) => {
    if (typeof value !== "string" || hidden.has(value)) return value;
    const prefix = ID.exec(value)?.[1];
    const kind = prefix ?? OTHER_FIELDS[name];
    if (kind) add(kind, value);
    return value;
  });
  return found;
}
