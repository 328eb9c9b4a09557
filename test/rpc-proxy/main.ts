import { parseArgs } from "node:util";
import { serveRpcProxy } from "./serve-rpc-proxy";

// tsx test/rpc-proxy/main.ts --upstream URL [--port N] [--seed N]: prints its URL when it listens.
const { values } = parseArgs({
  options: {
    upstream: { type: "string" },
    port: { type: "string", default: "0" },
    seed: { type: "string", default: "1" },
  },
});
if (!values.upstream) throw new Error("--upstream is missing: the URL of the node to pass requests on to.");
const { url, close } = await serveRpcProxy({
  upstream: values.upstream,
  port: Number(values.port),
  seed: Number(values.seed),
});
console.log(url);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void close());
