import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { getAddress, zeroAddress } from "viem";
import { assertReverts } from "../support/revert";
import { createWorld, mintOrder, policies, tokenId } from "../support/world";

const interfaces = {
  "ERC-165": "0x01ffc9a7",
  "ERC-721": "0x80ac58cd",
  "ERC-721 metadata": "0x5b5e139f",
  "ERC-2981": "0x2a55205a",
  "ERC-4906": "0x49064906",
  "ERC-5192": "0xb45a3c0e",
} as const;

const { client, factory, createEvent, owner, operator, alice, bob, carol, stranger } = await createWorld();

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
    assert.equal(await tickets.read.supportsInterface(["0xffffffff"]), false);
    assert.equal(await tickets.read.supportsInterface(["0xd9b67a26"]), false, "ERC-1155");
  });

  it("ERC-721: an approved account and an operator may move tokens, and an approval ends with the move", async () => {
    const tickets = await openEvent();
    await tickets.write.approve([bob, one], { account: alice });
    assert.equal(await tickets.read.getApproved([one]), bob);
    await tickets.write.transferFrom([alice, carol, one], { account: bob });
    assert.equal(await tickets.read.getApproved([one]), zeroAddress);
    const back = tickets.write.transferFrom([carol, bob, one], { account: bob });
    await assertReverts(back, "ERC721InsufficientApproval", [bob, one]);

    await tickets.write.setApprovalForAll([bob, true], { account: alice });
    assert.equal(await tickets.read.isApprovedForAll([alice, bob]), true);
    await tickets.write.approve([carol, two], { account: bob });
    await tickets.write.transferFrom([alice, bob, two], { account: bob });
    assert.equal(await tickets.read.ownerOf([two]), bob);
  });

  it("ERC-721: refuses with the errors of ERC-6093", async () => {
    const tickets = await openEvent();
    const account = stranger;
    await assertReverts(tickets.read.balanceOf([zeroAddress]), "ERC721InvalidOwner", [zeroAddress]);
    await assertReverts(tickets.write.approve([bob, one], { account }), "ERC721InvalidApprover", [stranger]);
    const toNobody = tickets.write.setApprovalForAll([zeroAddress, true], { account });
    await assertReverts(toNobody, "ERC721InvalidOperator", [zeroAddress]);
    const burn = tickets.write.transferFrom([alice, zeroAddress, one], { account: alice });
    await assertReverts(burn, "ERC721InvalidReceiver", [zeroAddress]);
    const wrongOwner = tickets.write.transferFrom([bob, carol, one], { account: alice });
    await assertReverts(wrongOwner, "ERC721IncorrectOwner", [bob, one, alice]);
    const theft = tickets.write.transferFrom([alice, stranger, one], { account });
    await assertReverts(theft, "ERC721InsufficientApproval", [stranger, one]);
    const unknown = tickets.write.approve([bob, tokenId(1, 3)], { account: alice });
    await assertReverts(unknown, "ERC721NonexistentToken", [tokenId(1, 3)]);
  });

  it("ERC-721: a safe transfer asks a receiving contract, a plain one doesn't", async () => {
    const tickets = await openEvent();
    const safe = tickets.write.safeTransferFrom([alice, factory.address, one], { account: alice });
    await assertReverts(safe, "ERC721InvalidReceiver", [getAddress(factory.address)]);
    await tickets.write.transferFrom([alice, factory.address, one], { account: alice });
    await tickets.write.safeTransferFrom([alice, bob, two], { account: alice });
    assert.equal(await tickets.read.ownerOf([two]), bob);
  });

  it("ERC-721: a token may be sent to its own holder", async () => {
    const tickets = await openEvent();
    await tickets.write.transferFrom([alice, alice, one], { account: alice });
    assert.equal(await tickets.read.balanceOf([alice]), 2n);
    assert.equal(await tickets.read.ownerOf([two]), alice);
  });

  it("ERC-2981: the owner gets the royalty", async () => {
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
});
