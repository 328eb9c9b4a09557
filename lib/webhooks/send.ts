import { Agent, request } from "undici";
import { addressOf, parseReceiver, ReceiverRefused, ReceiverUnresolved } from "./require-receiver";
import type { WebhookSettings } from "./settings";

const TIMEOUT_MS = 30_000;
/** So much of an answer is read: it is for the log alone. */
const ANSWER_BYTES_MAX = 512;

export type Sent = {
  /** Null where there was no answer. */
  status: number | null;
  error: string | null;
};

export type Sending = {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  settings: WebhookSettings;
  timeoutMs?: number;
};

/**
 * Posts a message. The address is looked up and judged once, and the connection goes to just that one: asking again could get
 * another answer. Redirects are not followed. Never throws: what went wrong is what it returns.
 */
export async function send({ url, headers, body, settings, timeoutMs = TIMEOUT_MS }: Sending): Promise<Sent> {
  let agent: Agent | undefined;
  try {
    const receiver = parseReceiver(url, settings);
    agent = agentTo(await addressOf(receiver, settings));
    const answer = await request(receiver, {
      method: "POST",
      headers,
      body,
      dispatcher: agent,
      signal: AbortSignal.timeout(timeoutMs),
    });
    const said = await beginningOf(answer.body);
    const { statusCode: status } = answer;
    return { status, error: status >= 200 && status < 300 ? null : `It answered ${status}: ${said}`.trim() };
  } catch (error) {
    return { status: null, error: reasonOf(error, timeoutMs) };
  } finally {
    void agent?.destroy();
  }
}

/** Connects to this address whatever the name. */
function agentTo(address: string): Agent {
  const family = address.includes(":") ? 6 : 4;
  return new Agent({
    connect: {
      lookup: (_host, options, callback) => {
        if (options.all) callback(null, [{ address, family }]);
        else callback(null, address, family);
      },
    },
  });
}

async function beginningOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size >= ANSWER_BYTES_MAX) break;
  }
  const text = Buffer.concat(chunks).subarray(0, ANSWER_BYTES_MAX).toString("utf8");
  // What a text column takes.
  return text.toWellFormed().replaceAll(/\p{Cc}+/gu, " ");
}

function reasonOf(error: unknown, timeoutMs: number): string {
  if (error instanceof ReceiverRefused || error instanceof ReceiverUnresolved)
    return `The URL ${error.message}.`;
  if (error instanceof Error && error.name === "TimeoutError")
    return `No answer within ${timeoutMs / 1000} s.`;
  const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
  return `It could not be reached${code}.`;
}
