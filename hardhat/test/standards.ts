import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Address, getAddress, type Hex, hexToNumber, numberToHex, toFunctionSelector } from "viem";
import { eventsIn } from "../support/logs";
import { createWorld, mintOrder, policies, tokenId } from "../support/world";

const idOf = (...signatures: string[]): Hex =>
  numberToHex(
    signatures.reduce((id, signature) => id ^ hexToNumber(toFunctionSelector(signature)), 0) >>> 0,
    { size: 4 },
  );

const interfaces = {
  "ERC-165": "0x01ffc9a7",
  "ERC-721": "0x80ac58cd",
  "ERC-721 metadata": "0x5b5e139f",
  "ERC-2981": "0x2a55205a",
  "ERC-4906": "0x49064906",
  "ERC-5192": "0xb45a3c0e",
  "ERC-7439, readable": idOf("tokenInfo(uint256)"),
  "what an event's tickets can do": idOf(
    "mint((address,bytes24)[])",
    "issue(address,uint48,uint16)",
    "checkIn(uint256[])",
    "undoCheckIn(uint256[])",
    "invalidate(uint256[],uint8)",
    "claim((uint256,address)[])",
    "resell((uint256,address,address,uint256)[])",
    "transferWithSignature(uint256,address,uint256,bytes)",
    "revokeSignatures(uint256)",
    "sell(uint256,address,address,uint256)",
    "ticketTypeOf(uint256)",
    "statusOf(uint256)",
    "nonceOf(uint256)",
    "market()",
  ),
} as const;

const world = await createWorld();
const { client, factory, createEvent, receiptOf, owner, operator, alice, bob, stranger } = world;

describe("standards", () => {
  const [one, two] = [tokenId(1, 1), tokenId(1, 2)];

  async function openEvent() {
    const tickets = await createEvent({ transferPolicy: policies.open });
    await mintOrder(tickets, alice, 2);
    return tickets;
  }

  it("ERC-165: true for every standard kept, false for the rest", async () => {
    const tickets = await createEvent();
    for (const [name, id] of Object.entries(interfaces)) {
      assert.equal(await tickets.read.supportsInterface([id]), true, name);
    }
    // The last one is ERC-7439's own, which would let an agent write what a ticket's state is.
    for (const id of [
      "0xffffffff",
      "0x00000000",
      "0xd9b67a26",
      "0x780e9d63",
      "0x150b7a02",
      "0x15fbb306",
    ] as const) {
      assert.equal(await tickets.read.supportsInterface([id]), false, id);
    }
  });

  it("ERC-2981: the owner gets the royalty, of any price", async () => {
    const tickets = await createEvent({ royaltyBps: 250 });
    const most = 2n ** 256n - 1n;
    assert.deepEqual(await tickets.read.royaltyInfo([1n, most]), [owner, most / 40n]);
    await tickets.write.transferOwnership([bob], { account: owner });
    assert.deepEqual(await tickets.read.royaltyInfo([1n, 40n]), [owner, 1n]);
    await tickets.write.acceptOwnership({ account: bob });
    assert.deepEqual(await tickets.read.royaltyInfo([1n, 40n]), [bob, 1n]);
  });

  it("ERC-2981: rounds down", async () => {
    const tickets = await createEvent({ royaltyBps: 250 });
    assert.deepEqual(await tickets.read.royaltyInfo([1n, 10_000n]), [owner, 250n]);
    assert.deepEqual(await tickets.read.royaltyInfo([1n, 39n]), [owner, 0n]);
  });

  it("metadata: name, symbol, and URIs from the creator's base, or the owner's own", async () => {
    const tickets = await openEvent();
    const path = `${await client.getChainId()}/${tickets.address.toLowerCase()}`;
    assert.equal(await tickets.read.name(), "Night of the Proms");
    assert.equal(await tickets.read.symbol(), "TICKET");
    assert.equal(await tickets.read.tokenURI([one]), "");
    assert.equal(await tickets.read.contractURI(), "");

    await factory.write.setBaseURI(["https://tickets.example/metadata"], { account: operator });
    await factory.write.setBaseURI(["https://evil.example"], { account: stranger });
    assert.equal(await factory.read.baseURIOf([operator]), "https://tickets.example/metadata");
    assert.equal(await tickets.read.contractURI(), `https://tickets.example/metadata/${path}`);
    assert.equal(await tickets.read.tokenURI([one]), `https://tickets.example/metadata/${path}/1000000001`);

    await tickets.write.setBaseURI(["https://own.example"], { account: owner });
    assert.equal(await tickets.read.tokenURI([two]), `https://own.example/${path}/1000000002`);
    await tickets.write.setBaseURI([""], { account: owner });
    assert.equal(await tickets.read.contractURI(), `https://tickets.example/metadata/${path}`);
  });

  it("ERC-4906 and ERC-7572: another place of metadata is told for every ticket", async () => {
    const tickets = await openEvent();
    const { logs } = await receiptOf(tickets.write.setBaseURI(["https://own.example"], { account: owner }));
    assert.deepEqual(eventsIn(logs), [
      { eventName: "ContractURIUpdated", args: {} },
      { eventName: "BatchMetadataUpdate", args: { _fromTokenId: 0n, _toTokenId: 2n ** 256n - 1n } },
    ]);
  });

  it("EIP-712 with ERC-5267: events and market name their own domain, which signatures are made for", async () => {
    const tickets = await openEvent();
    const chainId = BigInt(await client.getChainId());
    const zero = `0x${"00".repeat(32)}`;
    const domain = (name: string, contract: Address) => [
      "0x0f",
      name,
      "1",
      chainId,
      getAddress(contract),
      zero,
      [],
    ];
    assert.deepEqual(await tickets.read.eip712Domain(), domain("TicketChain", tickets.address));
    const market = await world.market.read.eip712Domain();
    assert.deepEqual(market, domain("TicketChain Market", world.market.address));
  });
});
