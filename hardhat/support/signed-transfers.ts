import type { Address } from "viem";
import { signer, type Transfer } from "./sign";
import { type defaultConfig, ENDS_AT, mintOrder, policies, type Tickets, tokenId, type World } from "./world";

/** Two tickets of Alice's, under a policy that lets her move them, and the way to sign for them. */
export async function signedTransfers(world: World, config: Partial<typeof defaultConfig> = {}) {
  const sign = signer(world);
  const { alice, bob, stranger } = world;
  const tickets = await world.createEvent({ transferPolicy: policies.open, ...config });
  await mintOrder(tickets, alice, 2);

  /** The arguments of `transferWithSignature`: ticket 1 to Bob unless another is asked for. */
  const signed = async (changes: Partial<Transfer> = {}, by: Address = alice, at: Tickets = tickets) => {
    const message = {
      tokenId: tokenId(1, 1),
      to: bob,
      nonce: 0n,
      deadline: BigInt(ENDS_AT * 2),
      ...changes,
    };
    const signature = await sign.transfer(by, { verifyingContract: at.address }, message);
    return [message.tokenId, message.to, message.deadline, signature] as const;
  };
  /** Tried by somebody who has nothing to do with the ticket. */
  const attempt = (args: Awaited<ReturnType<typeof signed>>) =>
    tickets.simulate.transferWithSignature(args, { account: stranger });
  const send = (args: Awaited<ReturnType<typeof signed>>) =>
    tickets.write.transferWithSignature(args, { account: stranger });
  return { ...world, sign, tickets, signed, attempt, send };
}
