import { type Answers, listOf, parseAnswers, type Requests } from "./json-rpc";

/** The node's answers, in whatever order it gives them. @throws when it can't be reached. */
export async function callNode(upstream: string, requests: Requests): Promise<Answers> {
  if (listOf(requests).length === 0) return [];
  const response = await fetch(upstream, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(requests),
  });
  return parseAnswers(await response.text());
}
