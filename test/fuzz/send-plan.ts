import type { Resource } from "@/lib/api/route/resource";
import { unknownPath } from "@/lib/api/route/unknown-path";
import { findResource } from "@/test/api-client";
import type { Plan } from "./plan";
import { spoilText } from "./spoil-text";

const BASE = "http://localhost:3000/api/v1";

/** What each of the callers of a plan sends to say who they are. */
export type Credentials = Readonly<Record<string, Readonly<Record<string, string>>>>;

export type Sending = {
  resources: readonly Resource[];
  credentials: Credentials;
  /** Puts things that exist in for the plan's references. */
  fill(text: string): string;
};

/** A plan's request; null where HTTP has no such request. */
export function requestOf(
  plan: Plan,
  { credentials, fill }: Sending,
): { request: Request; said: string } | null {
  const { Caller = "nobody", Odd = "", ...rest } = plan.headers;
  const headers = { ...rest, ...(Caller === "odd" ? { Authorization: Odd } : credentials[Caller]) };
  const sendsBody = plan.hasBody && plan.method !== "GET" && plan.method !== "HEAD";
  const text = fill(JSON.stringify(plan.body) ?? "");
  const url = `${BASE}${fill(plan.path)}`;
  try {
    const body = sendsBody ? new Uint8Array(Buffer.from(spoilText(text, plan.spoil))) : null;
    return { request: new Request(url, { method: plan.method, headers, body }), said: url + text };
  } catch {
    return null;
  }
}

/** The resource that a request meets, and its answer. */
export async function answerOf(request: Request, { resources }: Sending) {
  const pathname = new URL(request.url).pathname;
  const resource = pathname.startsWith("/api/v1/") ? findResource(resources, pathname.slice(7)) : undefined;
  const method = METHODS.find((each) => each === request.method) ?? "GET";
  const handlers: Record<(typeof METHODS)[number], (request: Request) => Promise<Response>> =
    resource ?? unknownPath;
  const response = await handlers[method](request);
  return { resource, method, response };
}

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
