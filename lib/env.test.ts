import { describe, expect, test } from "vitest";
import { ANVIL_ORGANISER_KEY, EnvError, parseEnv } from "./env";

const PRODUCTION = {
  APP_URL: "https://tickets.example.org/",
  DATABASE_URL: "postgres://ticketchain@db.example.org/ticketchain",
  RPC_URL: "https://rpc.example.org",
  CHAIN_ID: "8453",
  ORGANISER_PRIVATE_KEY: `0x${"1f".repeat(32)}`,
  AUTH_SECRET: "x".repeat(32),
};

function problemsOf(source: Record<string, string | undefined>): string {
  try {
    parseEnv(source);
  } catch (error) {
    if (error instanceof EnvError) return error.message;
    throw error;
  }
  return "";
}

describe("parseEnv", () => {
  test("needs nothing for the embedded database and chain", () => {
    expect(parseEnv({})).toMatchObject({
      port: 3000,
      host: "127.0.0.1",
      appUrl: "http://localhost:3000",
      dataDir: ".data",
      database: { kind: "pglite" },
      chain: { kind: "embedded" },
      chainId: 31337,
      signers: { kind: "local", privateKeys: [ANVIL_ORGANISER_KEY] },
      authSecret: null,
      confirmations: 1,
      rateLimitPerMinute: 600,
      trustProxy: false,
      isPipelineOn: true,
      metricsToken: null,
      logLevel: "warn",
    });
  });

  test("takes an external database and chain, and a chain's own depth of confirmation", () => {
    expect(parseEnv(PRODUCTION)).toMatchObject({
      appUrl: "https://tickets.example.org",
      database: { kind: "postgres", url: PRODUCTION.DATABASE_URL },
      chain: { kind: "rpc", rpcUrls: [PRODUCTION.RPC_URL] },
      chainId: 8453,
      confirmations: 3,
    });
  });

  test("takes several keys, or accounts of a signer elsewhere", () => {
    const [first, second] = [`0x${"1f".repeat(32)}`, `0x${"2e".repeat(32)}`];
    expect(parseEnv({ ...PRODUCTION, ORGANISER_PRIVATE_KEY: `${first}, ${second}` }).signers).toEqual({
      kind: "local",
      privateKeys: [first, second],
    });
    const address = `0x${"ab".repeat(20)}`;
    const remote = { SIGNER_URL: "http://127.0.0.1:9000", SIGNER_ADDRESSES: address };
    expect(parseEnv({ ...PRODUCTION, ORGANISER_PRIVATE_KEY: "", ...remote }).signers).toEqual({
      kind: "remote",
      url: "http://127.0.0.1:9000",
      addresses: [address],
    });
    expect(problemsOf({ ...PRODUCTION, ...remote })).toContain("ORGANISER_PRIVATE_KEY is set");
    expect(problemsOf({ ...PRODUCTION, ORGANISER_PRIVATE_KEY: "", SIGNER_URL: remote.SIGNER_URL })).toContain(
      "SIGNER_ADDRESSES go together",
    );
    expect(problemsOf({ ...PRODUCTION, ORGANISER_PRIVATE_KEY: `${first},${first}` })).toContain("twice");
  });

  test("bounds what is paid for gas", () => {
    expect(parseEnv({}).maxFeePerGasCap).toBe(500n * 10n ** 9n);
    expect(parseEnv({ MAX_FEE_GWEI: "20" }).maxFeePerGasCap).toBe(20n * 10n ** 9n);
    expect(parseEnv(PRODUCTION).replaceAfterSeconds).toBe(60);
    expect(problemsOf({ MAX_FEE_GWEI: "0" })).toContain("MAX_FEE_GWEI");
  });

  test("takes several nodes, the first preferred", () => {
    const { chain } = parseEnv({
      ...PRODUCTION,
      RPC_URL: " https://a.example.org/v2/key/, http://b.example.org,",
    });
    expect(chain).toEqual({ kind: "rpc", rpcUrls: ["https://a.example.org/v2/key", "http://b.example.org"] });
  });

  test.each([
    "https://a.example.org,b.example.org,c",
    ",",
    "https://a.example.org;https://b.example.org,ws://c",
  ])("says once, with an example, that RPC_URL can't be %s", (RPC_URL) => {
    expect(problemsOf({ ...PRODUCTION, RPC_URL })).toMatch(
      /^RPC_URL must be .*separated by commas, such as [^\n]+$/,
    );
  });

  test("believes a proxy only when told to", () => {
    expect(parseEnv({ TRUST_PROXY: "1" }).trustProxy).toBe(true);
    expect(parseEnv({ TRUST_PROXY: "0" }).trustProxy).toBe(false);
  });

  test("leaves the pipeline to workers where there can be any", () => {
    expect(parseEnv({ ...PRODUCTION, PIPELINE: "off" }).isPipelineOn).toBe(false);
    expect(problemsOf({ PIPELINE: "off" })).toContain("npm run worker");
    expect(problemsOf({ PIPELINE: "off", DATABASE_URL: PRODUCTION.DATABASE_URL })).toContain("RPC_URL");
  });

  test("treats an empty variable as unset", () => {
    expect(parseEnv({ PORT: "", RPC_URL: "" })).toMatchObject({ port: 3000, chain: { kind: "embedded" } });
  });

  test.each([
    ["PORT", "eighty"],
    ["PORT", "70000"],
    ["DATABASE_URL", "mysql://db"],
    ["RPC_URL", "rpc.example.org"],
    ["ORGANISER_PRIVATE_KEY", "0x12"],
    ["AUTH_SECRET", "short"],
    ["DEMO_API_KEY", "secret"],
    ["CONFIRMATIONS", "0"],
    ["TRUST_PROXY", "yes"],
    ["PIPELINE", "no"],
    ["METRICS_TOKEN", "short"],
    ["LOG_LEVEL", "loud"],
    ["NATIVE_SYMBOL", "MNT"],
  ])("names %s when it is %s", (name, value) => {
    expect(problemsOf({ [name]: value })).toContain(name);
  });

  test("takes tokens, each by a symbol of its own", () => {
    const address = `0x${"aB".repeat(20)}`;
    expect(parseEnv({ ERC20_TOKENS: `USDC:6:${address}, EURe:18:${address},` }).tokens).toEqual([
      { symbol: "USDC", decimals: 6, address: address.toLowerCase() },
      { symbol: "EURe", decimals: 18, address: address.toLowerCase() },
    ]);
    expect(parseEnv({}).tokens).toEqual([]);
  });

  test.each([
    ["USDC", "SYMBOL:DECIMALS:ADDRESS"],
    [`USDC:6:0x${"1".repeat(39)}`, "SYMBOL:DECIMALS:ADDRESS"],
    [`USDC:19:0x${"1".repeat(40)}`, "at most 18 decimals"],
    [`EUR:2:0x${"1".repeat(40)}`, "ISO 4217"],
    [`USDC:6:0x${"1".repeat(40)},USDC:6:0x${"2".repeat(40)}`, "one symbol twice"],
    [`ETH:18:0x${"1".repeat(40)}`, "chain's own coin"],
  ])("refuses the token %s", (tokens, problem) => {
    const problems = problemsOf({ ERC20_TOKENS: tokens });
    expect(problems).toMatch(/^ERC20_TOKENS [^\n]+$/);
    expect(problems).toContain(problem);
  });

  test("names every bad variable at once", () => {
    const problems = problemsOf({ PORT: "x", DATABASE_URL: "y" });
    expect(problems).toContain("PORT");
    expect(problems).toContain("DATABASE_URL");
  });

  test.each(["ORGANISER_PRIVATE_KEY", "AUTH_SECRET", "APP_URL", "CHAIN_ID", "RPC_URL"])(
    "asks for %s off the local chain",
    (name) => {
      expect(problemsOf({ ...PRODUCTION, [name]: undefined })).toContain(`${name} is not set`);
    },
  );

  test("refuses anvil's published keys on any chain but the local one", () => {
    const upperCase = `0x${ANVIL_ORGANISER_KEY.slice(2).toUpperCase()}`;
    expect(problemsOf({ ...PRODUCTION, ORGANISER_PRIVATE_KEY: ANVIL_ORGANISER_KEY })).toContain(
      "published keys",
    );
    expect(problemsOf({ ...PRODUCTION, ORGANISER_PRIVATE_KEY: upperCase })).toContain("published keys");
    expect(problemsOf({ RPC_URL: "http://127.0.0.1:8545", CHAIN_ID: "31337" })).toBe("");
  });

  test("refuses demo keys off the local chain", () => {
    expect(problemsOf({ ...PRODUCTION, DEMO_API_KEY: `tc_${"a".repeat(24)}` })).toContain("DEMO_API_KEY");
  });
});
