import { type Address, type Hex, numberToHex, parseSignature, serializeSignature } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ALICE, BOB } from "@/test/contract-callers";
import { type TestRuntime, testRuntime } from "@/test/test-runtime";
import { isSignedBy } from "./is-signed-by";
import { listingCancellationTypes, marketDomain } from "./typed-data";

let runtime: TestRuntime;
let signature: Hex;

const typedData = {
  domain: marketDomain(31_337),
  types: listingCancellationTypes,
  primaryType: "ListingCancellation",
  message: { listingId: "lst_1", deadline: 7n },
} as const;

beforeAll(async () => {
  runtime = await testRuntime();
  signature = await ALICE.signTypedData(typedData);
});
afterAll(() => runtime.close());

const isSigned = (change: { address?: Address; signature?: Hex } = {}) =>
  isSignedBy(runtime.chain, { address: ALICE.address, typedData, signature, ...change });

const CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/** The other signature of the same key and message, which contracts refuse. */
function twinOf(signed: Hex): Hex {
  const { r, s, yParity } = parseSignature(signed);
  return serializeSignature({
    r,
    s: numberToHex(CURVE_ORDER - BigInt(s), { size: 32 }),
    yParity: yParity === 0 ? 1 : 0,
  });
}

let wallets = 0;

/** A contract wallet with this code. */
async function aWallet(bytecode: Hex): Promise<Address> {
  const address: Address = `0x${(++wallets).toString(16).padStart(40, "c")}`;
  await runtime.anvil.setCode({ address, bytecode });
  return address;
}

describe("a signature counts", () => {
  test("when the account's key made it, as contracts take it", async () => {
    expect(await isSigned()).toBe(true);
    expect(await isSigned({ address: BOB.address })).toBe(false);
    expect(await isSigned({ signature: await BOB.signTypedData(typedData) })).toBe(false);
  });

  test("in one form only", async () => {
    const bare: Hex = `${signature.slice(0, -2) as Hex}${signature.endsWith("1b") ? "00" : "01"}`;
    const short: Hex = "0x1234";
    const noPoint: Hex = `0x${"ff".repeat(32)}${"11".repeat(32)}1b`;
    for (const other of [bare, twinOf(signature), short, noPoint, signature.slice(0, -2) as Hex])
      expect(await isSigned({ signature: other }), other).toBe(false);
  });

  test("when the contract wallet says so (ERC-1271), and not when it doesn't or fails", async () => {
    const anything: Hex = "0x1234";
    const yes = await aWallet("0x631626ba7e60e01b5f5260205ff3");
    expect(await isSigned({ address: yes, signature: anything })).toBe(true);
    const no = await aWallet("0x63ffffffff60e01b5f5260205ff3");
    const fails = await aWallet("0x5f5ffd");
    const silent = await aWallet("0x00");
    const short = await aWallet("0x60015f5360015ff3");
    for (const address of [no, fails, silent, short])
      expect(await isSigned({ address, signature: anything }), address).toBe(false);
  });

  test("never by an account that the node can't be asked about", async () => {
    const client = Object.assign(Object.create(runtime.chain.client), {
      readContract: async () => {
        throw new Error("The node is away.");
      },
    });
    const asked = { address: BOB.address, typedData, signature };
    await expect(isSignedBy({ client }, asked)).rejects.toThrow("The node is away.");
  });
});
