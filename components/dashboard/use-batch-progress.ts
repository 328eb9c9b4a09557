"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { z } from "zod";
import { apiFetch } from "@/components/api/api-fetch";
import { ApiProblem } from "@/components/api/api-problem";
import type { BatchOutput } from "@/lib/services/batch/schema";

const batchEvent = z.object({
  id: z.string(),
  total: z.number(),
  queued: z.number(),
  submitted: z.number(),
  confirmed: z.number(),
  failed: z.number(),
});
export type BatchCounts = z.infer<typeof batchEvent>;

const RETRY_FIRST_MS = 1_000;
const RETRY_SLOWEST_MS = 15_000;

/**
 * Follows a batch to the chain by server-sent events, through lost connections and restarts of the server.
 * @param initial as the server knew it when the page was drawn: a finished one is not followed.
 */
export function useBatchProgress(initial: BatchOutput): {
  batch: BatchCounts;
  isDone: boolean;
  isLost: boolean;
} {
  const router = useRouter();
  const [batch, setBatch] = useState<BatchCounts>(initial);
  const [isLost, setLost] = useState(false);
  const isDone = batch.queued + batch.submitted === 0;
  const { id } = initial;

  useEffect(() => {
    if (isDone) return;
    return follow(id, {
      onProgress: (counts) => {
        setBatch(counts);
        setLost(false);
      },
      onLost: () => {
        setLost(true);
        // A stream doesn't say why it broke. A session that has ended is mended by signing in, not by waiting.
        apiFetch(`/batches/${id}`, { answer: batchEvent }).then(setBatch, (error) => {
          if (error instanceof ApiProblem && error.status === 401) router.refresh();
        });
      },
    });
  }, [id, isDone, router]);

  return { batch, isDone, isLost };
}

type Followed = { onProgress(batch: BatchCounts): void; onLost(): void };

/** Opens the stream and opens it again whenever it breaks, ever more slowly. @returns what stops it. */
function follow(batchId: string, { onProgress, onLost }: Followed): () => void {
  let stream: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waitMs = RETRY_FIRST_MS;

  const read = ({ data }: MessageEvent<string>) => {
    const parsed = batchEvent.safeParse(JSON.parse(data));
    if (!parsed.success) return;
    waitMs = RETRY_FIRST_MS;
    onProgress(parsed.data);
  };
  const open = () => {
    stream = new EventSource(`/api/v1/batches/${batchId}/events`);
    stream.addEventListener("progress", read);
    stream.addEventListener("done", (event) => {
      stream?.close();
      read(event);
    });
    stream.addEventListener("error", () => {
      // The browser's own attempts end for good at the first answer that isn't a stream, such as a proxy's 502.
      stream?.close();
      onLost();
      timer = setTimeout(open, waitMs);
      waitMs = Math.min(waitMs * 2, RETRY_SLOWEST_MS);
    });
  };
  open();

  return () => {
    clearTimeout(timer);
    stream?.close();
  };
}
