import { z } from "zod";

type Hex = `0x${string}`;

/** Chain id of the embedded chain. Demo keys, the burner wallet and the well-known anvil keys exist on it alone. */
export const LOCAL_CHAIN_ID = 31337;

/** Anvil's first account (public knowledge, worthless): the default organiser key of the embedded chain. */
export const ANVIL_ORGANISER_KEY = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

const DEFAULT_NATIVE_SYMBOL = "ETH";

const GWEI = 1_000_000_000n;

/** Anvil's ten published keys. Anybody can sign with them, so no chain but the local one may see them. */
const WELL_KNOWN_KEYS = new Set([
  ANVIL_ORGANISER_KEY,
  "0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d",
  "0x5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a",
  "0x7c852118294e51e653712a81e05800f419141751be58f605c371e15141b007a6",
  "0x47e179ec197488593b187f80a00eb0da91f1b9d0b13f8733639f19c30a34926a",
  "0x8b3a350cf5c34c9194ca85829a2df0ec3153be0318b5e2d3348e872092edffba",
  "0x92db14e403b83dfe3df233f83dfa3a0d7096f21ca9b0d6d6b8d88b2b4ec1564e",
  "0x4bbbf85ce3377467afe5d46f804f221813b2bb87f24d81f60f1fcdbf7cbf4356",
  "0xdbda1821b80551c9d65939329250298aa3472ba22feea921c0cf5d620ea67b97",
  "0x2a871d0798f97d79848a013d4936a73bf4cc922c825d33c1cf7073dff6d409c6",
]);

/** The accounts that the server signs with: keys in its environment, or accounts of a signer elsewhere. */
export type SignersEnv =
  | { kind: "local"; privateKeys: readonly [Hex, ...Hex[]] }
  | { kind: "remote"; url: string; addresses: readonly [Hex, ...Hex[]] };

/** Of one or more nodes of one chain, the first preferred. */
type RpcUrls = readonly [string, ...string[]];

/** An ERC-20: the symbol that events name it by, and its contract. */
type TokenEnv = { symbol: string; decimals: number; address: Hex };

const ISO_4217: ReadonlySet<string> = new Set(Intl.supportedValuesOf("currency"));

const LOG_LEVELS = ["debug", "info", "warn", "error"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Everything the environment decides, parsed once at boot. */
export type Env = {
  port: number;
  /** Interface the server listens on. */
  host: string;
  /** Origin under which browsers reach the app, without a trailing slash. */
  appUrl: string;
  /** Folder of the embedded database, chain and generated secrets. */
  dataDir: string;
  database: { kind: "pglite" } | { kind: "postgres"; url: string };
  chain: { kind: "embedded" } | { kind: "rpc"; rpcUrls: RpcUrls };
  chainId: number;
  signers: SignersEnv;
  /** In wei: no transaction offers more for a unit of gas. */
  maxFeePerGasCap: bigint;
  /** A transaction that isn't mined after so long is sent again with a higher fee. */
  replaceAfterSeconds: number;
  /** Null on the local chain when unset: the runtime then makes one and keeps it in `dataDir`. */
  authSecret: string | null;
  /** Blocks, the including one counted, after which an action is confirmed. */
  confirmations: number;
  nativeSymbol: string;
  /** ERC-20s that events may be priced in. */
  tokens: readonly TokenEnv[];
  /** Block explorer's origin, without a trailing slash. */
  explorerUrl: string | null;
  walletConnectProjectId: string | null;
  /** Requests per minute and key; 0 switches limits off. */
  rateLimitPerMinute: number;
  /** Whether a proxy before the server says in `X-Forwarded-For` who calls. */
  trustProxy: boolean;
  /** Whether the web process takes actions to the chain and runs the jobs; a worker always does. */
  isPipelineOn: boolean;
  /** Who sends it may read the metrics; null: whoever asks from this machine. */
  metricsToken: string | null;
  /** Whether webhooks may go to the server's own machine. */
  webhooksAllowLoopback: boolean;
  logLevel: LogLevel;
  demoApiKeys: readonly [string | null, string | null];
};

/** The environment is not usable; `message` names each variable and what to set. */
export class EnvError extends Error {
  override readonly name = "EnvError";
}

const blankAsUnset = (value: unknown) => (value === "" ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankAsUnset, schema.optional());
const httpUrl = (example: string, error = `must be an http(s) URL, such as ${example}`) =>
  z.url({ protocol: /^https?$/, error }).transform((url) => url.replace(/\/+$/, ""));
const RPC_URL_ERROR =
  "must be the http(s) URL of a node, or those of several separated by commas, such as https://rpc.example.org,https://rpc2.example.org";
const rpcUrl = httpUrl("https://rpc.example.org", RPC_URL_ERROR);
const rpcUrls = z
  .string()
  .transform((list) => list.split(",").flatMap((part) => part.trim() || []))
  .pipe(z.tuple([rpcUrl], rpcUrl, RPC_URL_ERROR));
const wholeNumber = (min: number, max: number) =>
  z.coerce
    .number({ error: "must be a number" })
    .int("must be a whole number")
    .min(min, `must be at least ${min}`)
    .max(max, `must be at most ${max}`);
/** One or more hexadecimal values of so many digits, with commas between them. */
const hexList = (digits: number, problem: string) =>
  z
    .string()
    .transform((list) => list.split(",").map((value) => value.trim().toLowerCase()))
    .refine((values) => values.every((value) => new RegExp(`^0x[0-9a-f]{${digits}}$`).test(value)), problem)
    .refine((values) => new Set(values).size === values.length, "must not name the same one twice")
    .transform((values) => values as [Hex, ...Hex[]]);
const TOKENS_ERROR =
  "must name each token as SYMBOL:DECIMALS:ADDRESS, such as USDC:6:0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913, with commas between them";
/** Symbols are how events name their currency, so each stands for one. */
const tokenList = z
  .string()
  .transform((list) => list.split(",").flatMap((part) => part.trim() || []))
  .pipe(
    z.array(
      z
        .string()
        .regex(/^[A-Za-z][A-Za-z0-9.]{1,10}:\d{1,2}:0x[0-9a-fA-F]{40}$/, { error: TOKENS_ERROR, abort: true })
        .transform((token): TokenEnv => {
          const [symbol = "", decimals = "", address = ""] = token.split(":");
          return { symbol, decimals: Number(decimals), address: address.toLowerCase() as Hex };
        }),
    ),
  )
  .refine((tokens) => tokens.every(({ decimals }) => decimals <= 18), "takes tokens with at most 18 decimals")
  .refine(
    (tokens) => tokens.every(({ symbol }) => !ISO_4217.has(symbol)),
    "must not name a token like money of a bank (ISO 4217): say USDC, not USD",
  )
  .refine(
    (tokens) => new Set(tokens.map(({ symbol }) => symbol)).size === tokens.length,
    "must not use one symbol twice",
  );
const apiKey = z.string().regex(/^tc_[A-Za-z0-9_-]{20,}$/, "must be tc_ and at least 20 letters or digits");

const sourceSchema = z.object({
  PORT: optional(wholeNumber(0, 65_535)),
  HOST: optional(z.string()),
  APP_URL: optional(httpUrl("https://tickets.example.org")),
  DATA_DIR: optional(z.string()),
  DATABASE_URL: optional(
    z.url({
      protocol: /^postgres(ql)?$/,
      error: "must look like postgres://user:password@host:5432/database",
    }),
  ),
  RPC_URL: optional(rpcUrls),
  CHAIN_ID: optional(wholeNumber(1, Number.MAX_SAFE_INTEGER)),
  ORGANISER_PRIVATE_KEY: optional(
    hexList(
      64,
      "must be 0x and 64 hexadecimal digits; several keys, with commas between them, work side by side",
    ),
  ),
  SIGNER_URL: optional(httpUrl("http://127.0.0.1:9000")),
  SIGNER_ADDRESSES: optional(
    hexList(40, "must be the addresses of the signer's accounts, with commas between them"),
  ),
  MAX_FEE_GWEI: optional(wholeNumber(1, 1_000_000)),
  REPLACE_AFTER_SECONDS: optional(wholeNumber(1, 86_400)),
  AUTH_SECRET: optional(
    z.string().min(32, "must have at least 32 characters; `openssl rand -hex 32` makes one"),
  ),
  CONFIRMATIONS: optional(wholeNumber(1, 1_000)),
  NATIVE_SYMBOL: optional(
    z
      .string()
      .regex(/^[A-Z]{2,8}$/, "must be 2 to 8 capital letters, such as ETH")
      .refine(
        (symbol) => !ISO_4217.has(symbol),
        "must not name the coin like money of a bank (ISO 4217): say MANTLE, not MNT",
      ),
  ),
  ERC20_TOKENS: optional(tokenList),
  EXPLORER_URL: optional(httpUrl("https://etherscan.io")),
  WALLETCONNECT_PROJECT_ID: optional(z.string()),
  RATE_LIMIT_PER_MINUTE: optional(wholeNumber(0, 1_000_000)),
  TRUST_PROXY: optional(z.enum(["0", "1"], { error: "must be 0 or 1" })),
  PIPELINE: optional(z.enum(["on", "off"], { error: "must be on or off" })),
  METRICS_TOKEN: optional(
    z
      .string()
      .regex(
        /^[A-Za-z0-9._~+/=-]{16,}$/,
        "must be at least 16 letters or digits; `openssl rand -hex 32` makes one",
      ),
  ),
  WEBHOOKS_ALLOW_LOOPBACK: optional(z.enum(["0", "1"], { error: "must be 0 or 1" })),
  LOG_LEVEL: optional(z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(", ")}` })),
  DEMO_API_KEY: optional(apiKey),
  DEMO_API_KEY_2: optional(apiKey),
});

type Source = z.infer<typeof sourceSchema>;

/**
 * Reads the environment.
 * @throws {EnvError} with one line per variable that is wrong, each with its fix.
 */
export function parseEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const parsed = sourceSchema.safeParse(source);
  if (!parsed.success) throw new EnvError(linesOf(parsed.error.issues));
  const values = parsed.data;
  const problems = contradictions(values);
  if (problems.length > 0) throw new EnvError(problems.join("\n"));

  const port = values.PORT ?? 3000;
  return {
    port,
    host: values.HOST ?? "127.0.0.1",
    appUrl: values.APP_URL ?? `http://localhost:${port}`,
    dataDir: values.DATA_DIR ?? ".data",
    database: values.DATABASE_URL ? { kind: "postgres", url: values.DATABASE_URL } : { kind: "pglite" },
    chain: values.RPC_URL ? { kind: "rpc", rpcUrls: values.RPC_URL } : { kind: "embedded" },
    chainId: values.CHAIN_ID ?? LOCAL_CHAIN_ID,
    signers: signersOf(values),
    maxFeePerGasCap: BigInt(values.MAX_FEE_GWEI ?? 500) * GWEI,
    replaceAfterSeconds: values.REPLACE_AFTER_SECONDS ?? (isLocal(values) ? 10 : 60),
    authSecret: values.AUTH_SECRET ?? null,
    confirmations: values.CONFIRMATIONS ?? (isLocal(values) ? 1 : 3),
    nativeSymbol: values.NATIVE_SYMBOL ?? DEFAULT_NATIVE_SYMBOL,
    tokens: values.ERC20_TOKENS ?? [],
    explorerUrl: values.EXPLORER_URL ?? null,
    walletConnectProjectId: values.WALLETCONNECT_PROJECT_ID ?? null,
    rateLimitPerMinute: values.RATE_LIMIT_PER_MINUTE ?? 600,
    trustProxy: values.TRUST_PROXY === "1",
    isPipelineOn: values.PIPELINE !== "off",
    metricsToken: values.METRICS_TOKEN ?? null,
    webhooksAllowLoopback: allowsLoopback(values),
    logLevel: values.LOG_LEVEL ?? "warn",
    demoApiKeys: [values.DEMO_API_KEY ?? null, values.DEMO_API_KEY_2 ?? null],
  };
}

function signersOf(values: Source): SignersEnv {
  const { SIGNER_URL: url, SIGNER_ADDRESSES: addresses, ORGANISER_PRIVATE_KEY: keys } = values;
  if (url && addresses) return { kind: "remote", url, addresses };
  return { kind: "local", privateKeys: keys ?? [ANVIL_ORGANISER_KEY] };
}

/** A line for each variable and fault, also where several items of a list have the same. */
function linesOf(issues: readonly z.core.$ZodIssue[]): string {
  return [...new Set(issues.map(({ path: [name], message }) => `${String(name)} ${message}.`))].join("\n");
}

/** With the embedded chain people try things out. */
function allowsLoopback({ WEBHOOKS_ALLOW_LOOPBACK: asked, RPC_URL }: Source): boolean {
  return asked === undefined ? RPC_URL === undefined : asked === "1";
}

function isLocal(values: Source): boolean {
  return (values.CHAIN_ID ?? LOCAL_CHAIN_ID) === LOCAL_CHAIN_ID;
}

/** What each variable allows by itself but not together with the others. */
function contradictions(values: Source): string[] {
  const problems: string[] = [];
  if (values.RPC_URL && values.CHAIN_ID === undefined) {
    problems.push(
      "CHAIN_ID is not set: with RPC_URL, set it to the id of that chain (1 is Ethereum, 8453 Base, 31337 a local node).",
    );
  }
  if (!values.RPC_URL && !isLocal(values)) {
    problems.push(
      `RPC_URL is not set: chain ${values.CHAIN_ID} needs one. Set it, or leave CHAIN_ID out to use the embedded chain.`,
    );
  }
  if ((values.SIGNER_URL === undefined) !== (values.SIGNER_ADDRESSES === undefined)) {
    problems.push("SIGNER_URL and SIGNER_ADDRESSES go together: set both, or neither.");
  }
  if (values.SIGNER_URL && values.ORGANISER_PRIVATE_KEY) {
    problems.push("ORGANISER_PRIVATE_KEY is set, and so is SIGNER_URL: leave one of them out.");
  }
  if (values.PIPELINE === "off" && !(values.DATABASE_URL && values.RPC_URL)) {
    problems.push(
      "PIPELINE is off: that needs DATABASE_URL and RPC_URL, so that a worker (`npm run worker`) can do the work. " +
        "Set both, or leave PIPELINE out.",
    );
  }
  const coin = values.NATIVE_SYMBOL ?? DEFAULT_NATIVE_SYMBOL;
  if (values.ERC20_TOKENS?.some(({ symbol }) => symbol === coin)) {
    problems.push(
      `ERC20_TOKENS names a token ${coin}, as the chain's own coin is called: use another symbol.`,
    );
  }
  if (isLocal(values)) return problems;

  if (values.SIGNER_URL) {
    // The keys are elsewhere.
  } else if (!values.ORGANISER_PRIVATE_KEY) {
    problems.push(
      "ORGANISER_PRIVATE_KEY is not set: set it to the key that pays for and signs the server's transactions.",
    );
  } else if (values.ORGANISER_PRIVATE_KEY.some((key) => WELL_KNOWN_KEYS.has(key))) {
    problems.push(
      "ORGANISER_PRIVATE_KEY is one of anvil's published keys, which anybody can use: set a key of your own.",
    );
  }
  if (!values.AUTH_SECRET) {
    problems.push(
      "AUTH_SECRET is not set: set it to at least 32 random characters (`openssl rand -hex 32`).",
    );
  }
  if (!values.APP_URL)
    problems.push(
      "APP_URL is not set: set it to the origin people open, such as https://tickets.example.org.",
    );
  if (values.DEMO_API_KEY || values.DEMO_API_KEY_2) {
    problems.push(
      `DEMO_API_KEY works on chain ${LOCAL_CHAIN_ID} only: unset it and make a key on the dashboard.`,
    );
  }
  return problems;
}
