import type { Transaction } from "@/lib/db/database";
import { insertRows } from "@/lib/db/insert-rows";
import { openPromises } from "@/lib/db/schema/open";
import { newId } from "@/lib/ids";
import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import type { WebhookSettings } from "@/lib/webhooks/settings";
import { doEvents } from "./do-events";
import { doSales } from "./do-sales";
import { doTickets } from "./do-tickets";
import { Item, type Parsed, parseItem } from "./item";
import { lockNamed } from "./lock-named";
import type { OpenItemOutput } from "./schema";

/**
 * Does a call of OPEN's Ticket Engine: each item succeeds or fails by itself, and finds what those before it did. Of a run, events
 * first, then sales, then all else, each kind together: an item that needs a later one is told so, as if they were done one by one.
 * @returns what became of each item, in the order of the call.
 * @throws {AppError} `forbidden`.
 */
export async function streamActions(options: {
  ctx: Context;
  input: readonly unknown[];
  settings: WebhookSettings;
}): Promise<OpenItemOutput[]> {
  const { ctx, input, settings } = options;
  for (const scope of ["events:write", "tickets:write", "checkins:write"] as const) authorise(ctx, scope);
  const items = input.map((sent, index) => new Item(index, sent));
  const parsed = items.flatMap((item) => parseItem(item) ?? []);
  await ctx.db.transaction(async (tx) => {
    await lockNamed(tx, ctx, parsed);
    for (const run of runsOf(parsed)) {
      const call = { tx, ctx: { ...ctx, db: tx }, settings, parsed: run };
      await doEvents(call);
      await doSales(call);
      await doTickets(call);
    }
    await writePromises(tx, ctx, items);
  });
  return items.map((item) => item.output());
}

/**
 * Items that can be done by kind. A change of an event counts for what comes after it alone, and what was invalidated gives its
 * place to the sales after it: what came before such an item is done first.
 */
function runsOf(parsed: readonly Parsed[]): Parsed[][] {
  const runs: Parsed[][] = [];
  let run: Parsed[] = [];
  let done = new Set<Parsed["name"]>();
  for (const each of parsed) {
    const { name } = each;
    const comesAfter =
      (name === "updateEvent" &&
        [...done].some((other) => other !== "newEvent" && other !== "updateEvent")) ||
      (name === "soldTicket" && done.has("invalidatedTicket"));
    if (comesAfter || run.length === 0) {
      run = [];
      done = new Set();
      runs.push(run);
    }
    run.push(each);
    done.add(name);
  }
  return runs;
}

async function writePromises(tx: Transaction, ctx: Context, items: readonly Item[]): Promise<void> {
  const rows = items.flatMap((item) => {
    if (!item.promised || item.errors.length > 0) return [];
    item.promiseId = newId("prm");
    const { organisationId } = ctx.actor;
    return [
      {
        id: item.promiseId,
        organisationId,
        kind: item.action ?? "",
        ...item.promised,
        createdAt: ctx.clock.now(),
      },
    ];
  });
  await insertRows(tx, { table: openPromises, rows });
}
