import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { afterEach, expect, test } from "vitest";
import { type Leadership, postgresLeadership, soleProcess } from "./leadership";

const url = process.env.TEST_DATABASE_URL;
const open: Leadership[] = [];
const aProcess = () => {
  const leadership = postgresLeadership(url ?? "");
  open.push(leadership);
  return leadership;
};

afterEach(() => Promise.all(open.splice(0).map((leadership) => leadership.close())));

// PGlite has one process anyway: it is guarded by the data folder's lock.
const onPostgres = test.skipIf(!url);

onPostgres("one of several processes holds a role, and another when that one is gone", async () => {
  const role = `role ${randomUUID()}`;
  const [first, second] = [aProcess(), aProcess()];
  expect(await first.holds(role)).toBe(true);
  expect(await first.holds(role)).toBe(true);
  expect(await second.holds(role)).toBe(false);
  expect(await second.holds(`${role}, another`)).toBe(true);
  await first.close();
  await expect.poll(() => second.holds(role)).toBe(true);
});

onPostgres("a role is lost with the connection, and can be had again", async () => {
  const role = `role ${randomUUID()}`;
  const [first, second] = [aProcess(), aProcess()];
  expect(await first.holds(role)).toBe(true);
  const admin = new Client({ connectionString: url });
  await admin.connect();
  await admin.query(
    `select pg_terminate_backend(pid) from pg_locks
     where locktype = 'advisory' and ((classid::bigint << 32) | objid::bigint) = hashtextextended($1, 1)`,
    [role],
  );
  await admin.end();
  await expect.poll(() => second.holds(role)).toBe(true);
  // It may notice by an error at first.
  await expect.poll(() => first.holds(role).catch(() => null)).toBe(false);
});

onPostgres(
  "roles asked for while the connection breaks are held by one connection, and go when the process goes",
  async () => {
    const roles = Array.from({ length: 4 }, () => `role ${randomUUID()}`);
    const [first, second] = [aProcess(), aProcess()];
    const admin = new Client({ connectionString: url });
    await admin.connect();
    for (let breaks = 0; breaks < 10; breaks++) {
      const asking = roles.map(async (role) => {
        for (let i = 0; i < 20; i++) await first.holds(role).catch(() => null);
      });
      await expect.poll(() => first.holds(roles[0] ?? "").catch(() => false)).toBe(true);
      await admin.query(
        `select pg_terminate_backend(pid) from pg_locks
       where locktype = 'advisory' and ((classid::bigint << 32) | objid::bigint) = hashtextextended($1, 1)`,
        [roles[0]],
      );
      await Promise.all(asking);
    }
    await admin.end();
    await first.close();
    for (const role of roles) await expect.poll(() => second.holds(role)).toBe(true);
  },
);

test("a process that is alone holds every role", async () => {
  expect(await soleProcess.holds("any")).toBe(true);
});
