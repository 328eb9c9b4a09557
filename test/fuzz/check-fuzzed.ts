import { expect } from "vitest";
import type { Resource } from "@/lib/api/route/resource";
import { checkAnswer, problemOf } from "@/test/api-client";

export type Answered = {
  resource: Resource | undefined;
  method: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS";
  response: Response;
  /** All that the request said: what it knows of others is no secret. */
  said: string;
};

/** What no answer may ever have in it. */
export type Secrets = { ours: readonly (string | RegExp)[]; ofOthers: readonly string[] };

/**
 * Fails for an answer of 5xx that isn't declared, for one that the document doesn't describe, and for one that tells what is
 * nobody's business. @returns the body of a success, for its ids.
 */
export async function checkFuzzed(answered: Answered, secrets: Secrets): Promise<unknown> {
  const { resource, method, response } = answered;
  const { status, headers } = response;
  if (method === "HEAD" || method === "OPTIONS") {
    expect(status, "status of a failure").toBeLessThan(500);
    await response.body?.cancel();
    return null;
  }
  const operation = resource?.[method].operation;
  if (!operation || !(status in operation.responses)) expect(status, "status of a failure").toBeLessThan(500);
  if (headers.get("Content-Type") === "text/event-stream") {
    await response.body?.cancel();
    return null;
  }
  const answer = await checkAnswer(response, operation, method);
  if (!operation) problemOf(answer);
  const isOpen = operation?.access.kind === "public";
  checkSecrets(`${[...headers].join("\n")}\n${answer.text}`, answered.said, {
    ...secrets,
    ...(isOpen ? { ofOthers: [] } : {}),
  });
  return status < 300 ? answer.body : null;
}

function checkSecrets(text: string, said: string, { ours, ofOthers }: Secrets): void {
  for (const secret of ours) {
    const leaks = typeof secret === "string" ? text.includes(secret) : secret.test(text);
    if (leaks) throw new Error(`The answer tells ${secret}: ${text.slice(0, 500)}`);
  }
  for (const id of ofOthers) {
    if (text.includes(id) && !said.includes(id))
      throw new Error(`The answer tells of another organisation: ${id}`);
  }
}
