const LOOPBACK_HOSTS = ["localhost", "127.0.0.1", "[::1]"];

/**
 * The origins at which people may sign in: the app's own and, while it runs on this machine only, the machine's other
 * names (a message signed at `127.0.0.1` is as good as one signed at `localhost`).
 */
export function signInOrigins(appUrl: string): readonly string[] {
  const { origin, protocol, hostname, port } = new URL(appUrl);
  if (!LOOPBACK_HOSTS.includes(hostname)) return [origin];
  const others = LOOPBACK_HOSTS.filter((host) => host !== hostname);
  return [origin, ...others.map((host) => `${protocol}//${host}${port && `:${port}`}`)];
}
