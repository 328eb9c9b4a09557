import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OpenDatabase } from "@/lib/db/open-database";
import { authenticateApiKey } from "@/lib/services/api-key/authenticate";
import { SCOPES, systemClock } from "@/lib/services/context";
import { aContext } from "@/test/service-builders";
import { testDatabase } from "@/test/test-database";
import { ensureDemo } from "./ensure-demo";
import { getMe } from "./get-me";
import { meOutput } from "./schema";

let database: OpenDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const LOCAL = { chainId: 31337 };
const [ONE, TWO, THREE] = [
  "tc_demo_one_000000000000",
  "tc_demo_two_000000000000",
  "tc_demo_three_0000000000",
];

const ensure = (keys: readonly [string, string], chain = LOCAL) =>
  ensureDemo({ db: database.db, chain, clock: systemClock, keys });
const actorOf = (key: string) => authenticateApiKey({ db: database.db, key, clock: systemClock });

describe("ensureDemo", () => {
  it("makes two organisations, each with a key for everything, however often it is asked", async () => {
    await ensure([ONE, TWO]);
    const [one, two] = [await actorOf(ONE), await actorOf(TWO)];
    await ensure([ONE, TWO]);
    expect(await actorOf(ONE)).toEqual(one);
    expect(one?.scopes).toEqual(SCOPES);
    expect(one?.organisationId).not.toBe(two?.organisationId);
    if (!two) throw new Error("The second demo key is not known.");
    const me = await getMe({ ctx: { ...(await aContext(database.db)), actor: two } });
    expect(meOutput.parse(me)).toEqual(me);
    expect(me).toMatchObject({
      organisation: { walletAddress: "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC" },
      chain: { chainId: 31337, nativeSymbol: "ETH", tokens: [] },
    });
  });

  it("gives the organisation another key and ends the one before", async () => {
    await ensure([ONE, TWO]);
    const before = await actorOf(ONE);
    await ensure([THREE, TWO]);
    expect((await actorOf(THREE))?.organisationId).toBe(before?.organisationId);
    expect(await actorOf(ONE)).toBeNull();
    await ensure([ONE, TWO]);
    expect((await actorOf(ONE))?.organisationId).toBe(before?.organisationId);
  });

  it("refuses every chain but the local one", async () => {
    await expect(ensure([ONE, TWO], { chainId: 1 })).rejects.toThrow("31337");
  });

  it("refuses one key for both", async () => {
    await expect(ensure([ONE, ONE])).rejects.toThrow("equal");
  });
});
