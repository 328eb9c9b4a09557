/** What `{id}` looks like behind each word of a path. */
const PREFIXES: Readonly<Record<string, string>> = {
  events: "evt",
  "ticket-types": "typ",
  tickets: "tkt",
  orders: "ord",
  actions: "act",
  batches: "bat",
  listings: "lst",
  holds: "hld",
  "checkin-lists": "cil",
  devices: "dev",
  scans: "scn",
  "webhook-endpoints": "whe",
  deliveries: "evd",
  "api-keys": "key",
};

const OTHERS: Readonly<Record<string, string>> = {
  chainId: "31337",
  contract: "0x5FbDB2315678afecb367f032d93F642f64180aa3",
  tokenId: "1000000001",
  promise: idOf("act"),
};

/** An example of a path's parameter: `tkt_01k…` for the `{id}` of `/tickets/{id}`. */
export function pathExample(path: string, parameter: string): string {
  const words = path.split("/");
  const before = words[words.indexOf(`{${parameter}}`) - 1] ?? "";
  return OTHERS[parameter] ?? idOf(PREFIXES[before] ?? "id");
}

function idOf(prefix: string): string {
  return `${prefix}_01k0000000e008000000000000`;
}
