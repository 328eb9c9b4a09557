import { Client } from "pg";

/** Which of several processes does a piece of work: one at a time, another when that one dies. */
export type Leadership = {
  /** Whether this process has the role, taking it if nobody has. Ask before each round. */
  holds(role: string): Promise<boolean>;
  close(): Promise<void>;
};

/** For a process that has its database to itself. */
export const soleProcess: Leadership = {
  holds: async () => true,
  close: async () => {},
};

/**
 * Roles are advisory locks of one connection: whoever dies loses its connection, and so its roles, at once. Two processes may
 * both believe that they have a role for the moment it takes to notice a lost connection; what they do then is safe by
 * the locks of its own transactions.
 */
export function postgresLeadership(url: string): Leadership {
  let connection: Promise<Client> | null = null;
  let current: Client | null = null;
  const roles = new Set<string>();

  /** Others may have asked the same client, and hear later that it is lost: by then there may be a new one, which stays. */
  const forget = (client: Client) => {
    client.end().catch(() => {});
    if (client !== current) return;
    connection = null;
    current = null;
    roles.clear();
  };

  async function connect(): Promise<Client> {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000, keepAlive: true });
    current = client;
    client.on("error", () => forget(client));
    await client.connect();
    return client;
  }

  return {
    async holds(role) {
      connection ??= connect();
      const client = await connection.catch((error: unknown) => {
        connection = null;
        throw error;
      });
      try {
        // Asked again each time, also when we have it: a connection that broke unseen is noticed here.
        const { rows } = await client.query<{ held: boolean }>(
          roles.has(role)
            ? "select true as held, $1::text as role"
            : "select pg_try_advisory_lock(hashtextextended($1, 1)) as held",
          [role],
        );
        if (!rows[0]?.held) return false;
        roles.add(role);
        return true;
      } catch (error) {
        forget(client);
        throw error;
      }
    },
    async close() {
      const client = await connection?.catch(() => null);
      connection = null;
      current = null;
      roles.clear();
      await client?.end().catch(() => {});
    },
  };
}
