import { eventOutput } from "@/lib/services/event/schema";
import { aDraft, anEvent, someTickets } from "@/test/api-builders";
import { type ApiClient, apiClient } from "@/test/api-client";
import type { TestRuntime } from "@/test/test-runtime";
import { signIn } from "@/test/wallet-session";
import { ownSecrets } from "./secrets";
import type { Credentials } from "./send-plan";
import { createWorld } from "./world";

/** Nothing of this organisation's may reach another. */
const MARK = "Zeughaus-7f3a";

/** An organiser with things to ask for, another with things to hide, and everybody who calls. */
export async function fuzzStage(runtime: TestRuntime) {
  const organiser = await apiClient(runtime);
  const stranger = await apiClient(runtime);
  const gate = await organiser.colleague(["events:read", "tickets:read", "checkins:write"]);
  const [own, foreign] = [createWorld(new Set([organiser.keyId, gate.keyId])), createWorld()];
  for (const [client, world, mark] of [
    [organiser, own, "Summer"],
    [stranger, foreign, MARK],
  ] as const) {
    for (const body of await somethingOf(client, mark)) world.learn(body);
  }
  await runtime.pipeline.drain();
  for (const body of await lists(organiser)) own.learn(body);

  const withKey = (key: string) => ({ Authorization: `Bearer ${key}`, "X-Api-Key": key });
  const credentials: Credentials = {
    everything: withKey(organiser.key),
    gate: withKey(gate.key),
    person: await signIn(runtime),
    nobody: {},
  };
  const theirs = JSON.stringify(await lists(stranger));
  const ofOthers = [MARK, ...new Set(theirs.match(/\b[a-z]{3}_[0-9a-z]{26}\b/g) ?? [])];
  return {
    own,
    foreign,
    credentials,
    secrets: { ours: [...(await ownSecrets(runtime)), stranger.key], ofOthers },
  };
}

/** Events and tickets in several states. @returns the answers that tell of them. */
async function somethingOf(client: ApiClient, mark: string): Promise<unknown[]> {
  const told: unknown[] = [await aDraft(client, { name: mark, externalId: `${mark}-draft` })];
  for (const currency of ["EUR", "ETH"]) {
    const ticketTypes = [{ name: "General", price: "0.5", supply: 100_000 }];
    const event = await anEvent(client, { currency, ticketTypes, transferPolicy: "open" });
    const minted = await someTickets(client, event, [
      { externalId: `${mark}-A`, email: `${mark}@example.org`, attendee: { name: mark } },
      { to: "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC" },
      {},
    ]);
    told.push(eventOutput.parse(event), { eventId: event.id, id: event.action.id });
    told.push({ eventId: event.id, ids: [minted.batch.id, ...minted.ids] });
  }
  return told;
}

async function lists(client: ApiClient): Promise<unknown[]> {
  const { body } = await client.get("/tickets?limit=200");
  const events = await client.get("/events?limit=200");
  const keys = await client.get("/api-keys");
  const rows = (body as { data: unknown[] }).data;
  return [...rows, events.body, keys.body];
}
