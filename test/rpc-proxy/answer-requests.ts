import { type Hex, hexToBigInt, isHex, keccak256, numberToHex } from "viem";
import { callNode } from "./call-node";
import type { Dice } from "./dice";
import type { Faults } from "./faults";
import { type Answer, listOf, mapEach, type Request, type Requests } from "./json-rpc";

type Answering = { upstream: string; faults: Faults; dice: Dice };

/** One request on its way: what the node is asked (null: nothing), and what becomes of its answer. */
type Passage = { forwarded: Request | null; change: (answer: Answer) => Answer };

/** Answers as the node does, but for the lies of single requests: old heads, lost receipts, forgotten transactions. */
export async function answerRequests(requests: Requests, answering: Answering): Promise<Answer | Answer[]> {
  const head = await headFor(requests, answering);
  const passages = new Map(
    listOf(requests).map((request) => [request, passageOf(request, { ...answering, head })]),
  );
  const forwarded = [...passages.values()].flatMap((passage) => passage.forwarded ?? []);
  const answers = listOf(
    await callNode(answering.upstream, Array.isArray(requests) ? forwarded : (forwarded[0] ?? [])),
  );
  const byId = new Map(answers.map((answer) => [answer.id, answer]));
  return mapEach(requests, (request) => {
    const answer = byId.get(request.id) ?? { jsonrpc: "2.0", id: request.id, result: null };
    return passages.get(request)?.change(answer) ?? answer;
  });
}

const asksForHead = ({ method, params }: Request) =>
  method === "eth_blockNumber" || (method === "eth_getBlockByNumber" && params[0] === "latest");

/** The true head, where it is asked for; otherwise nobody needs it. */
async function headFor(requests: Requests, { upstream }: Answering): Promise<bigint> {
  if (!listOf(requests).some(asksForHead)) return 0n;
  const [answer] = listOf(
    await callNode(upstream, { jsonrpc: "2.0", id: 1, method: "eth_blockNumber", params: [] }),
  );
  return isHex(answer?.result) ? hexToBigInt(answer.result) : 0n;
}

function passageOf(request: Request, options: Answering & { head: bigint }): Passage {
  const { dice, faults, head } = options;
  const { method, params } = request;
  const plain: Passage = { forwarded: request, change: (answer) => answer };
  const answeredBy = (result: unknown): Passage => ({
    ...plain,
    change: (answer) => ({ ...answer, result }),
  });
  if (asksForHead(request) && dice.strikes("staleHead")) {
    const stale = numberToHex(max(0n, head - BigInt(dice.upTo(faults.staleBlocks))));
    if (method === "eth_blockNumber") return answeredBy(stale);
    return { ...plain, forwarded: { ...request, params: [stale, ...params.slice(1)] } };
  }
  if (method === "eth_getTransactionReceipt" && dice.strikes("missingReceipt")) return answeredBy(null);
  if (method === "eth_sendRawTransaction" && isHex(params[0]) && dice.strikes("forgets"))
    return { ...answeredBy(keccak256(params[0])), forwarded: null };
  return faults.wrongChainId === null ? plain : lieAboutChain(request, faults.wrongChainId, plain);
}

function lieAboutChain({ method }: Request, chainId: number, plain: Passage): Passage {
  const lies: Readonly<Record<string, Hex | string>> = {
    eth_chainId: numberToHex(chainId),
    net_version: String(chainId),
  };
  const lie = lies[method];
  return lie === undefined ? plain : { ...plain, change: (answer) => ({ ...answer, result: lie }) };
}

const max = (a: bigint, b: bigint) => (a > b ? a : b);
