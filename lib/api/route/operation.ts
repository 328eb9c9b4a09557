import type { z } from "zod";
import type { AppError, ErrorCode, FieldError } from "@/lib/errors";
import type { Access } from "./access";
import type { RatePolicy } from "./limit-rate";

/**
 * One answer an operation gives when all goes well. JSON with a schema, a text of another type, or one that streams.
 * An example of JSON is made from its schema; `example` says which parts differ from that.
 */
export type ResponseSpec =
  | { description: string; schema: z.ZodType; example?: unknown }
  | { description: string; text: `text/${string}`; example?: string }
  | { description: string; stream: "text/event-stream"; example?: string };

export type Responses = Readonly<Record<number, ResponseSpec>>;

/** What a handler returns: one of the answers it declared, with a body of that answer's shape. */
export type Reply<R extends Responses> = {
  [Status in keyof R & number]: R[Status] extends { schema: infer Schema extends z.ZodType }
    ? { status: Status; body: z.output<Schema>; headers?: Readonly<Record<string, string>> }
    : R[Status] extends { text: string }
      ? { status: Status; text: string; headers?: Readonly<Record<string, string>> }
      : { status: Status; stream: ReadableStream<Uint8Array>; headers?: Readonly<Record<string, string>> };
}[keyof R & number];

/** What a handler is given: everything parsed already. */
export type Call<C, P, Q, B> = { ctx: C; params: P; query: Q; body: B; request: Request };

export const TAGS = [
  "Events",
  "Tickets",
  "Actions",
  "Sale",
  "Webhooks",
  "Account",
  "Metadata",
  "OPEN",
  "System",
] as const;

/** An operation of the API: what the document says about it and what it does, in one place. */
export type Operation<C, P, Q, B, R extends Responses> = {
  operationId: string;
  tag: (typeof TAGS)[number];
  summary: string;
  /** For readers of the document: what it does beyond its name. */
  description: string;
  access: Access<C>;
  params?: z.ZodType<P>;
  query?: z.ZodType<Q>;
  body?: z.ZodType<B>;
  /** What is wrong with a body beyond what its schema says, where that refuses it: all is told at once. */
  inspect?(ctx: C, body: unknown): FieldError[];
  /** A body to try it with. */
  bodyExample?: unknown;
  responses: R;
  /** Refusals of its own; those that follow from access, query and body are known. */
  errors?: readonly ErrorCode[];
  /** `unlimited` for probes that must always be answered. */
  rate?: RatePolicy | "unlimited";
  /** For browsers of other origins. */
  cors?: boolean;
  /** Where refusals are told in the words of another API: one of the declared answers, or null for the problem document. */
  refuse?(error: AppError): AnyReply | null;
  /**
   * Waits for what may take seconds, such as a block or a name server, before the transaction in which a keyed call's work and answer
   * are kept: while that is open, an embedded database serves nobody else.
   */
  wait?(call: Call<C, P, Q, B>): Promise<void>;
  handler(call: Call<C, P, Q, B>): Promise<Reply<R>>;
};

/** What any handler may return. */
export type AnyReply = { status: number; headers?: Readonly<Record<string, string>> } & (
  | { body: unknown }
  | { text: string }
  | { stream: ReadableStream<Uint8Array> }
);

export type AnyCall = Call<unknown, unknown, unknown, unknown>;

/** An operation whose types were checked where it was written ({@link route}); its parts know no more than they need. */
export type AnyOperation = Omit<
  Operation<unknown, unknown, unknown, unknown, Responses>,
  "handler" | "inspect" | "wait"
> & {
  inspect?(ctx: unknown, body: unknown): FieldError[];
  wait?(call: AnyCall): Promise<void>;
  handler(call: AnyCall): Promise<AnyReply>;
};
