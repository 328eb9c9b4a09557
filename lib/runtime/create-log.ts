import { DrizzleQueryError } from "drizzle-orm";
import { type DestinationStream, type Logger, pino, stdSerializers } from "pino";
import { BaseError } from "viem";
import type { LogLevel } from "@/lib/env";

/** The process's log: one JSON object a line, from this level up. */
export function createLog(level: LogLevel, destination?: DestinationStream): Logger {
  const options = { name: "ticketchain", level, serializers: { err: describeError } };
  return destination ? pino(options, destination) : pino(options);
}

/**
 * An error as it may be logged. viem's messages carry the node's whole URL, which may hold a key, and Drizzle's the
 * query's parameters, which may be people's names: of these, only what went wrong is kept.
 */
function describeError(error: unknown): unknown {
  if (error instanceof BaseError) {
    return { type: error.name, message: error.shortMessage, details: error.details };
  }
  if (error instanceof DrizzleQueryError) return { type: error.name, cause: describeError(error.cause) };
  return error instanceof Error ? stdSerializers.err(error) : error;
}
