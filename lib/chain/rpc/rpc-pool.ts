import type { RpcLimits } from "./limits";
import type { RpcNode } from "./rpc-node";

export type RpcPool = ReturnType<typeof createPool>;

/** The nodes, the first preferred, and which of them to ask. */
export function createPool(nodes: readonly RpcNode[], { blocksBehindMax }: RpcLimits) {
  const bestHead = (among: readonly RpcNode[]) =>
    among.reduce((best, { health }) => {
      const head = health.isUp() ? (health.head() ?? 0n) : 0n;
      return head > best ? head : best;
    }, 0n);

  const isNear = (head: bigint | null, best: bigint) => (head ?? 0n) + BigInt(blocksBehindMax) >= best;

  /** The nodes that are up: those near the best head first, and otherwise as configured. */
  function inOrder(): RpcNode[] {
    const up = nodes.filter(({ health }) => health.isUp());
    const best = bestHead(up);
    const near = up.filter(({ health }) => isNear(health.head(), best));
    return [...near, ...up.filter((node) => !near.includes(node))];
  }

  /** Starts the checks that are due. Nobody waits for that of a node that is up. */
  function startChecks(): Map<RpcNode, Promise<void>> {
    const due = nodes.filter(({ health }) => health.isDue());
    return new Map(due.map((node) => [node, node.check()]));
  }

  /** Where all rest, those that failed, by when they would come back; those that asked for peace get it. */
  function nodesToWake(checked: ReadonlyMap<RpcNode, unknown>): RpcNode[] {
    const resting = nodes.filter((node) => node.health.mayBeWoken() && !checked.has(node));
    return resting.sort((a, b) => a.health.msUntilRested() - b.health.msUntilRested());
  }

  return {
    lastError: () => nodes.map((node) => node.lastError()).find((error) => error !== undefined),
    reports: () => nodes.map(({ health }) => health.report()),
    /** How long until some node may be asked, when all want to be left alone; otherwise 0. */
    msUntilUsable: () =>
      Math.min(
        ...nodes.map(({ health }) => (health.isUp() || health.mayBeWoken() ? 0 : health.msUntilRested())),
      ),
    /** Whether a head is so far behind what other nodes that are up have said that it should not be believed at once. */
    isBehindOthers: (node: RpcNode, head: bigint) =>
      !isNear(head, bestHead(nodes.filter((other) => other !== node))),
    /** Whether any node has said, not long ago, that there is such a block. */
    isClaimed: (block: bigint) => nodes.some(({ health }) => health.claims(block)),

    /** Each node that can be asked now, once, in the order of preference; checked before its first use and after each rest. */
    async *usable(): AsyncGenerator<RpcNode> {
      const checks = startChecks();
      const asked = new Set<RpcNode>();
      for (const node of inOrder()) {
        if (!node.health.isUp()) continue;
        asked.add(node);
        yield node;
      }
      for (const [node, checked] of checks) {
        if (asked.has(node)) continue;
        await checked;
        if (!node.health.isUp()) continue;
        asked.add(node);
        yield node;
      }
      for (const node of asked.size === 0 ? nodesToWake(checks) : []) {
        await node.check();
        if (node.health.isUp()) yield node;
      }
    },

    /** All that may be asked, at once: each settles when its check, where one is due, is done. Null: not to be used. */
    all(): Promise<RpcNode | null>[] {
      const checks = startChecks();
      const woken = nodes.some(({ health }) => health.isUp()) ? [] : nodesToWake(checks);
      return nodes.map(async (node) => {
        if (!node.health.isUp()) await (woken.includes(node) ? node.check() : checks.get(node));
        return node.health.isUp() ? node : null;
      });
    },
  };
}
