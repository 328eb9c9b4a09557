import { type Answer, jsonAnswer } from "./answer";
import type { AnyOperation, AnyReply } from "./operation";

/** What a handler returned, as the answer that its operation declared. */
export function replyAnswer(operation: AnyOperation, reply: AnyReply): Answer {
  const { status, headers } = reply;
  if ("text" in reply)
    return { status, headers: { ...typeOfText(operation, status), ...headers }, body: reply.text };
  if ("stream" in reply) return { status, headers: headers ?? {}, body: reply.stream };
  return jsonAnswer({ status, value: reply.body, ...(headers ? { headers } : {}) });
}

function typeOfText({ responses }: AnyOperation, status: number): Record<string, string> {
  const spec = responses[status];
  return spec && "text" in spec ? { "Content-Type": spec.text } : {};
}
