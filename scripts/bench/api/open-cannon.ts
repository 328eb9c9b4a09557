import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { answerSchema, type Hit, type Shot } from "./shot";

/** The process that fires requests: one shot at a time. */
export type Cannon = { fire(shot: Shot): Promise<Hit>; close(): void };

export function openCannon(): Cannon {
  const child = fork(join(import.meta.dirname, "cannon.ts"));
  const ended = once(child, "exit").then(() => {
    throw new Error("The process that fires requests has ended.");
  });
  ended.catch(() => {}); // Nobody waits for an answer when it is closed.
  return {
    async fire(shot) {
      const answered = once(child, "message");
      child.send(shot);
      const [message] = await Promise.race([answered, ended]);
      const answer = answerSchema.parse(message);
      if ("error" in answer) throw new Error(`${shot.method} ${shot.requests[0]?.path}: ${answer.error}`);
      return answer.hit;
    },
    close: () => void child.kill(),
  };
}
