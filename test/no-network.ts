import dns from "node:dns";

const LOOPBACK = new Set(["localhost", "127.0.0.1", "::1"]);
const lookup = dns.lookup;

// A unit test may talk to a server of its own on this machine; whoever asks for another host's address is no unit test.
dns.lookup = Object.assign((host: string, ...rest: never[]) => {
  if (!LOOPBACK.has(host))
    throw new Error(`Unit tests don't use the network, but this one looked up ${host}.`);
  return Reflect.apply(lookup, dns, [host, ...rest]);
}, lookup);
