import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestRuntime, testRuntime } from "@/test/test-runtime";
import { aToken } from "@/test/token-builders";
import { BootError } from "./boot-error";
import { requireTokens } from "./require-tokens";

let runtime: TestRuntime;

beforeAll(async () => {
  runtime = await testRuntime();
});

afterAll(() => runtime.close());

test("tokens are taken as their contracts are; what else they are said to be keeps the server from starting", async () => {
  const { chain } = runtime;
  const address = await aToken(runtime);
  const token = { symbol: "TEUR", decimals: 6, address };
  await requireTokens({ ...chain, tokens: [token] });

  const wrong = requireTokens({ ...chain, tokens: [{ ...token, decimals: 18 }] });
  await expect(wrong).rejects.toThrow(BootError);
  await expect(wrong).rejects.toThrow(`write TEUR:6:${address}`);

  const nowhere = requireTokens({ ...chain, tokens: [{ ...token, address: `0x${"c0de".repeat(10)}` }] });
  await expect(nowhere).rejects.toThrow("doesn't answer as an ERC-20 on chain 31337");
});
