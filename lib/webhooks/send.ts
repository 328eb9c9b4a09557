import { isIPv6 } from "node:net";
import { Agent, request } from "undici";
import { addressesOf, parseReceiver, ReceiverRefused, ReceiverUnresolved } from "./require-receiver";
import type { WebhookSettings } from "./settings";

const TIMEOUT_MS = 30_000;
/** What is tried before a connection is given up (undici's own limit is 10 s), all addresses together. */
const CONNECT_MS_MAX = 9_000;
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
 * Posts a message. The addresses are looked up and judged once, and the connection goes to just these: asking again could get
 * another answer. What is answered with a 2xx counts, whatever becomes of the rest of that answer. Redirects are not followed.
 * Never throws: what went wrong is what it returns.
 */
export async function send({ url, headers, body, settings, timeoutMs = TIMEOUT_MS }: Sending): Promise<Sent> {
  let agent: Agent | undefined;
  try {
    const receiver = parseReceiver(url, settings);
    agent = agentTo(await addressesOf(receiver, settings));
    const answer = await request(receiver, {
      method: "POST",
      headers,
      body,
      dispatcher: agent,
      signal: AbortSignal.timeout(timeoutMs),
    });
    const { statusCode: status } = answer;
    // It is left unread, or in the middle: what breaks then is nobody's concern.
    answer.body.on("error", () => {});
    if (status >= 200 && status < 300) return { status, error: null };
    return { status, error: `It answered ${status}: ${await beginningOf(answer.body)}`.trim() };
  } catch (error) {
    return { status: null, error: reasonOf(error, timeoutMs) };
  } finally {
    void agent?.destroy();
  }
}

/**
 * Connects to one of these addresses whatever the name, to the next where one can't be reached. Each has longer than Node would give it
 * (250 ms): receivers may be far away.
 */
function agentTo(addresses: readonly string[]): Agent {
  const all = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  return new Agent({
    connect: {
      autoSelectFamilyAttemptTimeout: Math.max(1_000, CONNECT_MS_MAX / all.length),
      lookup: (_host, options, callback) => {
        const [first] = all;
        if (options.all) callback(null, all);
        else callback(null, first?.address ?? "", first?.family);
      },
    },
  });
}

/** As much of it as comes. */
async function beginningOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of body) {
      chunks.push(chunk);
      size += chunk.byteLength;
      if (size >= ANSWER_BYTES_MAX) break;
    }
  } catch {
    // It broke off: what was said before is what there is.
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
