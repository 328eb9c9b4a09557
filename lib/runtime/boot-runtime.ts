import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Logger } from "pino";
import { type Address, getAddress, type Hex } from "viem";
import type { Chain } from "@/lib/chain/chain";
import { ensureFactory } from "@/lib/chain/ensure-factory";
import { openChain } from "@/lib/chain/open-chain";
import { remoteSigner } from "@/lib/chain/remote-signer";
import type { NodeReport } from "@/lib/chain/rpc/node-health";
import { localSigner, type Signer } from "@/lib/chain/signer";
import { postgresLeadership, soleProcess } from "@/lib/db/leadership";
import { type OpenDatabase, openDatabase } from "@/lib/db/open-database";
import { type Env, LOCAL_CHAIN_ID, parseEnv, type SignersEnv } from "@/lib/env";
import { allJobs } from "@/lib/jobs/all-jobs";
import type { JobContext } from "@/lib/jobs/define-job";
import { startFeeding } from "@/lib/jobs/feed-webhooks";
import { openJobs } from "@/lib/jobs/open-jobs";
import { createMetrics } from "@/lib/metrics/create-metrics";
import { createPipeline } from "@/lib/pipeline/pipeline";
import { createSeal } from "@/lib/seal";
import { systemClock } from "@/lib/services/context";
import { ensureDemo } from "@/lib/services/organisation/ensure-demo";
import { RETRY_DELAYS_MS, resolveByName } from "@/lib/webhooks/settings";
import { startAnvil } from "./anvil";
import { anvilFiles } from "./anvil-files";
import { BootError, reasonOf } from "./boot-error";
import { createLog } from "./create-log";
import { lockDataDir } from "./data-dir-lock";
import { authSecretOf, demoApiKeysOf } from "./local-secrets";
import { requireChain, requireDatabase } from "./preflight";
import { requireOurContracts } from "./require-our-contracts";
import { requireTokens } from "./require-tokens";
import { type Runtime, setRuntime } from "./runtime";

/** How often the pipeline looks for work. */
const PIPELINE_INTERVAL_MS = { local: 250, others: 2_000 };

/** How often it is looked for news to tell. */
const WEBHOOKS_INTERVAL_MS = 500;

/** Anvil's last published account. The organiser's own nonces belong to the pipeline. */
const LOCAL_DEPLOYER_KEY: Hex = "0x2a871d0798f97d79848a013d4936a73bf4cc922c825d33c1cf7073dff6d409c6";

type Booted = { runtime: Runtime; stop: () => Promise<void> };

/** A web process serves people, and works unless `PIPELINE` is off; a worker only works. */
export type Role = "web" | "worker";

/**
 * Opens everything the process works with, in the order in which one needs the other, and starts the work.
 * `stop` closes it again, the last opened first; if something fails on the way, what is open already is closed.
 * @throws {EnvError | BootError} with sentences for the person who started it.
 */
export async function bootRuntime(role: Role): Promise<Booted> {
  const parsed = parseEnv(process.env);
  const env = { ...parsed, dataDir: resolve(parsed.dataDir) };
  const log = createLog(env.logLevel).child({ role });
  const open = new AsyncDisposableStack();
  try {
    const runtime = await openAll({ role, env, log, open });
    setRuntime(runtime);
    open.defer(() => setRuntime(null));
    return { runtime, stop: () => open.disposeAsync() };
  } catch (error) {
    await open.disposeAsync();
    throw error;
  }
}

type Opening = { env: Env; log: Logger; open: AsyncDisposableStack };

async function openAll({ role, env, log, open }: Opening & { role: Role }): Promise<Runtime> {
  await Promise.all([requireDatabase(env), requireChain(env)]);
  if (env.database.kind === "pglite" || env.chain.kind === "embedded") {
    const lock = lockDataDir(env.dataDir);
    open.defer(() => lock.release());
  }
  const chain = await openConfiguredChain({ env, log, open });
  const database = await openMigrated({ env, log, open });
  const { db } = database;
  await requireOurContracts(db, chain);

  // A worker elsewhere would make keys of its own, and those of the web process would end.
  const keys = role === "web" ? await demoApiKeysOf(env) : null;
  if (keys) await ensureDemo({ db, chain, clock: systemClock, keys });

  const metrics = createMetrics({ db, chain });
  const pipeline = createPipeline({
    db,
    chain,
    confirmations: env.confirmations,
    fees: { maxFeePerGasCap: env.maxFeePerGasCap, replaceAfterSeconds: env.replaceAfterSeconds },
    log,
    leadership: env.database.kind === "postgres" ? postgresLeadership(env.database.url) : soleProcess,
    intervalMs: env.chainId === LOCAL_CHAIN_ID ? PIPELINE_INTERVAL_MS.local : PIPELINE_INTERVAL_MS.others,
    baseUri: `${env.appUrl}/api/v1/metadata`,
    onRound: metrics.countRound,
  });
  open.defer(() => pipeline.stop());
  const authSecret = await authSecretOf(env);
  const webhooks = {
    seal: createSeal(authSecret, "webhooks"),
    allowLoopback: env.webhooksAllowLoopback,
    resolve: resolveByName(),
    retryDelaysMs: RETRY_DELAYS_MS,
  };
  if (role === "worker" || env.isPipelineOn) {
    pipeline.start();
    await startJobs({ env, log, open }, database, { db, chain, clock: systemClock, log, webhooks });
  }
  return {
    env: { ...env, authSecret },
    db,
    chain,
    clock: systemClock,
    pipeline,
    metrics,
    webhooks,
    log,
  };
}

async function startJobs({ env, open }: Opening, { runSql }: OpenDatabase, ctx: JobContext): Promise<void> {
  const isEmbedded = env.database.kind === "pglite";
  const jobs = await openJobs({ runSql, isEmbedded, jobs: allJobs, ctx }).catch((error: unknown) => {
    throw new BootError(
      `The database's tables for jobs can't be brought up to date (${reasonOf(error)}). ` +
        "They are in a schema of their own, jobs, which the user of DATABASE_URL must be allowed to create.",
    );
  });
  open.defer(() => jobs.stop());
  const feeding = startFeeding({ ctx, jobs, intervalMs: WEBHOOKS_INTERVAL_MS });
  open.defer(() => feeding.stop());
}

async function openConfiguredChain({ env, log, open }: Opening): Promise<Chain> {
  const { chainId, nativeSymbol, explorerUrl, dataDir } = env;
  const tokens = env.tokens.map((token) => ({ ...token, address: getAddress(token.address) }));
  const signers = openSigners(env.signers);
  const common = { chainId, nativeSymbol, tokens, explorerUrl, signers };
  if (env.chain.kind === "rpc") {
    const chain = openChain({
      ...common,
      rpcUrls: env.chain.rpcUrls,
      onNodeChange: (report) => logNode(log, report),
    });
    await deployContracts(chain, signers[0]);
    await requireTokens(chain);
    return chain;
  }
  requireBothOrNone(dataDir);
  const anvil = await startAnvil({ dataDir, log });
  open.defer(() => anvil.stop());
  const chain = openChain({ ...common, rpcUrls: [anvil.rpcUrl] });
  await deployContracts(chain, localSigner(LOCAL_DEPLOYER_KEY));
  await requireTokens(chain);
  return chain;
}

function openSigners(env: SignersEnv): readonly [Signer, ...Signer[]] {
  if (env.kind === "local") {
    const [first, ...others] = env.privateKeys;
    return [localSigner(first), ...others.map(localSigner)];
  }
  const [first, ...others] = env.addresses.map((address) => getAddress(address));
  if (!first) throw new BootError("SIGNER_ADDRESSES names no account.");
  const remote = (address: Address) => remoteSigner({ url: env.url, address });
  return [remote(first), ...others.map(remote)];
}

function logNode(log: Logger, report: NodeReport): void {
  const level = report.status === "up" ? "info" : "warn";
  log[level](report, `RPC node ${report.host}: ${report.status}`);
}

async function deployContracts(chain: Chain, signer: Signer): Promise<void> {
  await ensureFactory(chain.client, signer).catch((error: unknown) => {
    throw new BootError(
      `The contracts can't be deployed on chain ${chain.chainId} (${reasonOf(error)}). ` +
        `See that ${signer.address}, the server's account, has some ${chain.nativeSymbol} there.`,
    );
  });
}

const databaseFolder = (dataDir: string) => join(dataDir, "database");

/** The chain's state is written before the database first is, so one without the other was lost, not never there. */
function requireBothOrNone(dataDir: string): void {
  const { state, exitState } = anvilFiles(dataDir);
  if (!existsSync(databaseFolder(dataDir)) || existsSync(state) || existsSync(exitState)) return;
  throw new BootError(
    `The data folder ${dataDir} has a database, but the chain's state ${state} is gone. Put back a copy of that file, ` +
      "set RPC_URL if the database was made with another chain, or remove the whole folder to begin afresh.",
  );
}

async function openMigrated({ env, open }: Opening): Promise<OpenDatabase> {
  const { database, dataDir } = env;
  const folder = databaseFolder(dataDir);
  const opened = await openDatabase(database.kind === "pglite" ? { kind: "pglite", folder } : database).catch(
    (error: unknown) => {
      throw new BootError(
        `The embedded database in ${folder} can't be opened (${reasonOf(error)}). ` +
          "Put back a copy of that folder, or remove the whole data folder to begin afresh.",
      );
    },
  );
  open.defer(() => opened.close());
  await opened.migrate().catch((error: unknown) => {
    throw new BootError(
      `The database's tables can't be brought up to date (${reasonOf(error)}). Was it made by another version? ` +
        "Use that version, or begin afresh with another DATA_DIR or DATABASE_URL.",
    );
  });
  return opened;
}
