import { z } from "zod";

const probability = z.number().min(0).max(1).default(0);

/** How often each thing goes wrong (0 never, 1 always), and how badly. */
export const faultsSchema = z.strictObject({
  /** The connection closes before the node has seen the request. */
  drop: probability,
  /** The connection closes after the node has answered: it has happened, but nobody is told. */
  dropAnswer: probability,
  /** The request reaches the node late. */
  delay: probability,
  /** The answer comes late: meant to be longer than the caller's patience. */
  late: probability,
  /** The node gets the request twice; the second answer is passed on. */
  repeat: probability,
  /** The request waits until another has overtaken it. */
  reorder: probability,
  /** 429, with `Retry-After`. */
  limited: probability,
  /** 200, with the JSON-RPC error −32005 for each request. */
  limitedInBody: probability,
  /** 500, with a page instead of JSON. */
  serverError: probability,
  /** Half of the answer. */
  malformed: probability,
  /** 200, with no body. */
  empty: probability,
  /** The newest block is up to `staleBlocks` old. */
  staleHead: probability,
  /** A receipt is null, mined or not. */
  missingReceipt: probability,
  /** A transaction is taken, by its hash, and thrown away. */
  forgets: probability,
  delayMs: z.int().min(0).default(50),
  lateMs: z.int().min(0).default(3_000),
  /** Longest that a request waits to be overtaken. */
  reorderMs: z.int().min(0).default(200),
  staleBlocks: z.int().min(1).default(5),
  retryAfterSeconds: z.int().min(0).default(0),
  /** What `eth_chainId` and `net_version` answer instead, always; null for the truth. */
  wrongChainId: z.int().positive().nullable().default(null),
});

export type Faults = z.output<typeof faultsSchema>;
/** What a test names; the rest is not there. */
export type FaultsInput = z.input<typeof faultsSchema>;

/** Those that come by chance. */
export const FAULT_NAMES = [
  "drop",
  "dropAnswer",
  "delay",
  "late",
  "repeat",
  "reorder",
  "limited",
  "limitedInBody",
  "serverError",
  "malformed",
  "empty",
  "staleHead",
  "missingReceipt",
  "forgets",
] as const satisfies readonly (keyof Faults)[];

export type FaultName = (typeof FAULT_NAMES)[number];

export const NO_FAULTS: Faults = faultsSchema.parse({});
