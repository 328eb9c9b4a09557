import "server-only";
import { randomUUID } from "node:crypto";
import { getRuntime } from "@/lib/runtime/runtime";
import type { PublicContext } from "@/lib/services/context";

/** Context of what a page reads for anybody. */
export function publicContext(): PublicContext {
  const { db, chain, clock } = getRuntime();
  return { db, chain, clock, requestId: randomUUID() };
}
