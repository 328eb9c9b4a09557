import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OpenDatabase } from "@/lib/db/open-database";
import { invalidateTicket } from "@/lib/services/ticket/invalidate";
import { tokenInput } from "@/lib/services/ticket/schema";
import { ADA, aContext, aPublishedEvent, aTicket, minted, refused } from "@/test/service-builders";
import { testDatabase } from "@/test/test-database";
import { getContractMetadata } from "./get-contract";
import { getTokenMetadata } from "./get-token";
import { contractInput, contractMetadata, tokenMetadata } from "./schema";

let database: OpenDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

async function aToken(eventChange: Record<string, unknown> = {}) {
  const ctx = await aContext(database.db);
  const event = await aPublishedEvent(ctx, eventChange);
  const { id } = await aTicket(ctx, event, {
    email: "ada@example.org",
    attendee: { name: "Ada Lovelace" },
    seat: { row: "B", seat: "14" },
  });
  await minted(database.db, id, 1_000_000_007n, ADA);
  const token = { chainId: "31337", contract: event.contractAddress?.toLowerCase(), tokenId: "1000000007" };
  return { ctx, id, event, token, input: tokenInput.parse(token) };
}

describe("getTokenMetadata", () => {
  it("tells what the ticket is for, where, and its status now", async () => {
    const { ctx, id, input } = await aToken({
      venue: { name: "Kulturhaus" },
      imageUrl: "https://example.org/poster.jpg",
    });
    const metadata = await getTokenMetadata({ ctx, input });
    expect(tokenMetadata.parse(metadata)).toEqual(metadata);
    expect(metadata).toMatchObject({
      name: "Summer Night · General #7",
      image: "https://example.org/poster.jpg",
      attributes: expect.arrayContaining([
        { trait_type: "Status", value: "valid" },
        { trait_type: "Ticket type", value: "General" },
        { trait_type: "Starts", value: Date.UTC(2030, 4, 2, 18) / 1000, display_type: "date" },
        { trait_type: "Venue", value: "Kulturhaus" },
        { trait_type: "Seat", value: "14" },
      ]),
    });
    expect(metadata.description).toContain("20:00");
    await invalidateTicket({ ctx, input: { id, reason: "fraud" } });
    const after = await getTokenMetadata({ ctx, input });
    expect(after.attributes).toContainEqual({ trait_type: "Status", value: "invalidated" });
  });

  it("has no personal data, and a picture of its own where the event has none", async () => {
    const { ctx, input } = await aToken();
    const metadata = await getTokenMetadata({ ctx, input });
    expect(JSON.stringify(metadata)).not.toMatch(/lovelace|example\.org/i);
    expect(metadata.image).toMatch(/^data:image\/svg\+xml;base64,/);
  });

  it("knows no other token, contract or chain: not_found", async () => {
    const { ctx, input } = await aToken();
    for (const change of [{ tokenId: "1" }, { contract: ADA }, { chainId: 1 }]) {
      expect((await refused(getTokenMetadata({ ctx, input: { ...input, ...change } }))).code).toBe(
        "not_found",
      );
    }
  });
});

describe("getContractMetadata", () => {
  it("tells what the event is", async () => {
    const { ctx, token } = await aToken({ description: "Under the stars." });
    const input = contractInput.parse({ chainId: token.chainId, contract: token.contract });
    const metadata = await getContractMetadata({ ctx, input });
    expect(contractMetadata.parse(metadata)).toEqual(metadata);
    expect(metadata).toMatchObject({ name: "Summer Night", description: "Under the stars." });
  });

  it("knows no other contract: not_found", async () => {
    const ctx = await aContext(database.db);
    const input = { chainId: 31337, contract: ADA };
    expect((await refused(getContractMetadata({ ctx, input }))).code).toBe("not_found");
  });
});
