import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chown, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { Client } from "pg";
import { freePort } from "@/lib/runtime/free-port";

const exec = promisify(execFile);
const START_MS_MAX = 30_000;

export type OwnPostgres = { url: string; kill(): Promise<void>; stop(): Promise<void> };

/** Where Debian and others put the server's programs; null where none are. */
export async function findServerPrograms(): Promise<string | null> {
  const versions = await readdir("/usr/lib/postgresql").catch(() => []);
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0];
  return newest ? join("/usr/lib/postgresql", newest, "bin") : null;
}

/** Postgres refuses to run as root, so there it runs as the user it was installed with. */
async function findUser(): Promise<{ uid: number; gid: number } | null> {
  if (process.getuid?.() !== 0) return null;
  const id = async (flag: string) => Number((await exec("id", [flag, "postgres"])).stdout);
  return { uid: await id("-u"), gid: await id("-g") };
}

/**
 * A Postgres of the test's own, in a folder and on a port of its own: it may be killed. Started again when it was.
 * @returns null where no Postgres is installed.
 */
export async function startOwnPostgres(): Promise<OwnPostgres | null> {
  const programs = await findServerPrograms();
  if (!programs) return null;
  const user = await findUser();
  const folder = await mkdtemp(join(tmpdir(), "ticketchain-faults-postgres-"));
  if (user) await chown(folder, user.uid, user.gid);
  const data = join(folder, "data");
  await exec(join(programs, "initdb"), ["-D", data, "-U", "ticketchain", "--auth=trust", "-E", "UTF8"], {
    ...user,
    cwd: folder,
  });
  const port = await freePort();
  const url = `postgres://ticketchain@127.0.0.1:${port}/postgres`;
  const start = async () => {
    const args = ["-D", data, "-p", String(port), "-k", folder, "-c", "listen_addresses=127.0.0.1"];
    const child = spawn(join(programs, "postgres"), args, { ...user, cwd: folder, stdio: "ignore" });
    await ready(url);
    return child;
  };
  let server: ChildProcess = await start();
  return {
    url,
    async kill() {
      const exited = once(server, "exit");
      server.kill("SIGKILL");
      await exited;
      // Its children notice, and let go of the shared memory.
      await sleep(500);
      server = await start();
    },
    async stop() {
      const exited = once(server, "exit");
      server.kill("SIGINT");
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function ready(url: string): Promise<void> {
  const deadline = Date.now() + START_MS_MAX;
  for (;;) {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
    client.on("error", () => {});
    try {
      await client.connect();
      await client.query("select 1");
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(100);
    } finally {
      await client.end().catch(() => {});
    }
  }
}
