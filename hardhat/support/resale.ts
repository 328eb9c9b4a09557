import type { Address } from "viem";
import { FACE, shop } from "./sale";
import { type Offer, offerOf, signer } from "./sign";
import { mintOrder, type Tickets, tokenId, type World } from "./world";

/** What sellers and buyers of the market do. */
export function resale(world: World) {
  const { market, alice, bob } = world;
  const sign = signer(world);

  /** A ticket, 1 of type 1 unless another is asked for, offered by its holder with these differences from a sale at face price. */
  const offered = async (tickets: Tickets, changes: Partial<Offer> = {}, seller: Address = alice) => {
    const offer = { ...(await offerOf(tickets, changes.tokenId ?? tokenId(1, 1), FACE)), ...changes };
    return { offer, signature: await sign.offer(seller, offer) };
  };

  /** The arguments of `fill` for an offer. */
  const filling = async (...args: Parameters<typeof offered>) => {
    const { offer, signature } = await offered(...args);
    return [offer, signature, bob] as const;
  };

  type Filling = readonly [Offer, `0x${string}`, Address];

  /** Calls `fill` as Bob, without sending it; paid in the native coin unless a value is given. */
  const tryFill = (args: Filling, value = args[0].price) =>
    market.simulate.fill(args, { account: bob, value });

  /** An event with three tickets that Alice was given. */
  const held = async (...args: Parameters<World["createEvent"]>) => {
    const tickets = await world.createEvent(...args);
    await mintOrder(tickets, alice, 3);
    return tickets;
  };

  /** The same, sold in an ERC-20 that everyone has plenty of. */
  const heldForToken = async () => {
    const { tickets, token } = await shop(world).tokenEvent();
    await mintOrder(tickets, alice, 3);
    return { tickets, token };
  };

  return { sign, offered, filling, tryFill, held, heldForToken };
}
