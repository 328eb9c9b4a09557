import type { ApiAnswer } from "@/test/api-client";
import { problemOf } from "@/test/api-client";
import type { ApiCaller } from "./api-callers";
import type { ExpectedAccess } from "./expected-access";

/** What the door says to a caller: `403 keys:write` names the scope that is missing. */
export type Verdict = "let in" | "401" | `403${string}`;

/** What it ought to say. */
export function expectedVerdict(access: ExpectedAccess, caller: ApiCaller): Verdict {
  if (access === "public") return "let in";
  if (access === "holder")
    return caller.known === "nobody" && caller.headers.Authorization ? "401" : "let in";
  if (access === "operators" || access === "open") return "403";
  if (caller.known === "nobody") return "401";
  if (access === "session") return caller.known === "key" ? "401" : "let in";
  if (access === "any") return "let in";
  if (caller.known === "newcomer") return "403";
  if (access === "member" || caller.scopes.includes(access)) return "let in";
  return `403 ${access}`;
}

/** What it said. */
export function verdictOf(answer: ApiAnswer): Verdict {
  if (answer.status === 401) return "401";
  if (answer.status !== 403) return "let in";
  // OPEN's own words.
  if (answer.text === '{"message":"Forbidden"}') return "403";
  const { code, requiredScope } = problemOf(answer);
  if (code !== "forbidden") return "let in";
  return typeof requiredScope === "string" ? `403 ${requiredScope}` : "403";
}
