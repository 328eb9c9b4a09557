import { type Address, getAddress } from "viem";
import { type Permit, signer } from "./sign";
import { type defaultConfig, defaultTypes, ENDS_AT, type Tickets, type World } from "./world";

export const ELSEWHERE = getAddress("0x0000000000000000000000000000000000000001");

/** Face price of ticket type 1. */
export const FACE = defaultTypes[0]?.price ?? 0n;

/** No two permits of a test run have the same nonce, unless they ask for it. */
let nonces = 1_000n;

/** What buyers do: purchases by permits that the operator signs, each with a nonce of its own. */
export function shop(world: World) {
  const sign = signer(world);
  const { operator, alice } = world;

  const permitFor = (changes: Partial<Permit> = {}): Permit => ({
    buyer: alice,
    ticketType: 1n,
    quantity: 1n,
    unitPrice: FACE,
    deadline: BigInt(ENDS_AT),
    nonce: ++nonces,
    ...changes,
  });

  /** The arguments of `purchase`: a permit as it was signed. */
  const signed = async (tickets: Tickets, changes: Partial<Permit> = {}, by: Address = operator) => {
    const permit = permitFor(changes);
    const signature = await sign.permit(by, { verifyingContract: tickets.address }, permit);
    return [permit, by, signature] as const;
  };

  /** Buys tickets in the native coin; the buyer pays. */
  const buy = async (tickets: Tickets, changes: Partial<Permit> = {}) => {
    const args = await signed(tickets, changes);
    return tickets.write.purchase(args, { account: args[0].buyer, value: totalOf(args[0]) });
  };

  /** Calls `purchase` without sending it; paid as the permit says unless a value is given. */
  const tryPurchase = (
    tickets: Tickets,
    args: Awaited<ReturnType<typeof signed>>,
    value = totalOf(args[0]),
  ) => tickets.simulate.purchase(args, { account: alice, value });

  /** An event sold in a new ERC-20, of which everyone has plenty and which everyone lets it take. */
  const tokenEvent = async (config: Partial<typeof defaultConfig> = {}) => {
    const token = await world.deployToken();
    const tickets = await world.createEvent({ ...config, currency: token.address });
    for (const account of [alice, world.bob, world.carol]) {
      await token.write.mint([account, 10n ** 24n]);
      await token.write.approve([tickets.address, 10n ** 24n], { account });
      await token.write.approve([world.market.address, 10n ** 24n], { account });
    }
    return { token, tickets };
  };

  /** Buys with the ERC-20 of `tokenEvent`. */
  const buyWithToken = async (tickets: Tickets, changes: Partial<Permit> = {}) =>
    tickets.write.purchase(await signed(tickets, changes), { account: alice });

  return { sign, permitFor, signed, buy, buyWithToken, tryPurchase, tokenEvent };
}

const totalOf = ({ quantity, unitPrice }: Permit) => quantity * unitPrice;

/** A token's permit that nobody signed. */
export const noTokenPermit = {
  value: 0n,
  deadline: 0n,
  v: 27,
  r: `0x${"11".repeat(32)}`,
  s: `0x${"11".repeat(32)}`,
} as const;
