import { createServer } from "node:http";
import { keccak256, parseTransaction, serializeTransaction, type TransactionSerializableEIP1559 } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { remoteSigner } from "./remote-signer";
import { localSigner } from "./signer";
import { purchasePermitTypes, ticketsDomain } from "./typed-data";

const KEY = generatePrivateKey();
const account = privateKeyToAccount(KEY);

const asked = {
  type: "eip1559",
  chainId: 5,
  nonce: 7,
  to: "0x90F79bf6EB2c4f870365E785982E1f101E93b906",
  data: "0x1234",
  gas: 100_000n,
  maxFeePerGas: 3n,
  maxPriorityFeePerGas: 1n,
} as const satisfies TransactionSerializableEIP1559;

const permit = {
  domain: ticketsDomain(5, "0x90F79bf6EB2c4f870365E785982E1f101E93b906"),
  types: purchasePermitTypes,
  primaryType: "PurchasePermit",
  message: {
    buyer: account.address,
    ticketType: 1n,
    quantity: 2n,
    unitPrice: 10n ** 18n,
    deadline: 2_000_000_000n,
    nonce: 7n,
  },
} as const;

type Signing = (params: Record<string, string>) => Promise<unknown>;
type TypedSigning = (typedData: string) => Promise<unknown>;

/** Signs what it is asked to, unless a test has it do otherwise. */
let answer: Signing;
const honest: Signing = (params) => sign(params, account);

let typedAnswer: TypedSigning;
const signTyped =
  (by: typeof account): TypedSigning =>
  (typedData) =>
    by.signTypedData(JSON.parse(typedData));

const server = createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  const { id, method, params } = JSON.parse(body);
  expect(method).toBeOneOf(["eth_signTransaction", "eth_signTypedData_v4"]);
  if (method === "eth_signTypedData_v4") expect(params[0]).toBe(account.address);
  const result = method === "eth_signTransaction" ? await answer(params[0]) : await typedAnswer(params[1]);
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ jsonrpc: "2.0", id, result }));
});

beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));

function sign(params: Record<string, string>, by: typeof account) {
  return by.signTransaction({
    type: "eip1559",
    chainId: Number(params.chainId),
    nonce: Number(params.nonce),
    to: params.to as `0x${string}`,
    data: params.data as `0x${string}`,
    gas: BigInt(params.gas ?? 0),
    value: BigInt(params.value ?? 0),
    maxFeePerGas: BigInt(params.maxFeePerGas ?? 0),
    maxPriorityFeePerGas: BigInt(params.maxPriorityFeePerGas ?? 0),
  });
}

function aSigner() {
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("The server does not listen.");
  return remoteSigner({ url: `http://127.0.0.1:${address.port}`, address: account.address });
}

describe("a remote signer", () => {
  it("gives the bytes that the key would give here", async () => {
    answer = honest;
    expect(keccak256(await aSigner().sign(asked))).toBe(keccak256(await localSigner(KEY).sign(asked)));
  });

  it("may answer with an object around the bytes, as geth does", async () => {
    answer = async (params) => ({ raw: await honest(params), tx: {} });
    expect(parseTransaction((await aSigner().sign(asked)) as `0x02${string}`).nonce).toBe(7);
  });

  it("is refused when it signs something else", async () => {
    for (const changed of [
      { nonce: "0x8" },
      { to: account.address },
      { data: "0x" },
      { value: "0x1" },
      { chainId: "0x1" },
    ]) {
      answer = (params) => honest({ ...params, ...changed });
      await expect(aSigner().sign(asked)).rejects.toThrow("another transaction");
    }
  });

  it("is refused when it signs for another account", async () => {
    answer = (params) => sign(params, privateKeyToAccount(generatePrivateKey()));
    await expect(aSigner().sign(asked)).rejects.toThrow(account.address);
  });

  it("signs typed data as the key would here", async () => {
    typedAnswer = signTyped(account);
    expect(await aSigner().signTypedData(permit)).toBe(await localSigner(KEY).signTypedData(permit));
  });

  it("is refused when it signs other typed data, for another account, or not at all", async () => {
    typedAnswer = async (asked) => {
      const changed = { ...JSON.parse(asked), message: { ...JSON.parse(asked).message, quantity: "3" } };
      return signTyped(account)(JSON.stringify(changed));
    };
    await expect(aSigner().signTypedData(permit)).rejects.toThrow(account.address);
    typedAnswer = signTyped(privateKeyToAccount(generatePrivateKey()));
    await expect(aSigner().signTypedData(permit)).rejects.toThrow(account.address);
    typedAnswer = async () => "0xdeadbeef";
    await expect(aSigner().signTypedData(permit)).rejects.toThrow("65 bytes");
  });

  it("is refused when it doesn't sign at all", async () => {
    answer = async () => serializeTransaction(asked);
    await expect(aSigner().sign(asked)).rejects.toThrow();
    answer = async () => "0xdeadbeef";
    await expect(aSigner().sign(asked)).rejects.toThrow();
  });
});
