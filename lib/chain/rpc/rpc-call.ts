import type { Hex } from "viem";
import { z } from "zod";

/** One JSON-RPC request, as viem hands it over. */
export type RpcCall = { method: string; params?: unknown };

const hexNumber = z.custom<Hex>((value) => typeof value === "string" && /^0x[0-9a-f]+$/i.test(value));

/** A hexadecimal number of JSON-RPC, or null for anything else (a tag such as `latest`, say). */
export function numberOf(value: unknown): bigint | null {
  const parsed = hexNumber.safeParse(value);
  return parsed.success ? BigInt(parsed.data) : null;
}

export function paramsOf(call: RpcCall): readonly unknown[] {
  return Array.isArray(call.params) ? call.params : [];
}
