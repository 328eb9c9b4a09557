"use client";

import { useCallback, useRef } from "react";
import type { z } from "zod";
import { type ApiRequest, apiFetch } from "./api-fetch";
import { ApiProblem } from "./api-problem";
import { newKey } from "./new-key";

/**
 * Like `apiFetch`, for forms: when an answer was lost and the person presses again, the same request goes out with the
 * same Idempotency-Key, so that five hundred tickets don't become a thousand. A changed request is a new one.
 */
export function useApiWrite() {
  const unanswered = useRef<{ request: string; key: string } | null>(null);

  return useCallback(
    async <Answer extends z.ZodType>(
      path: `/${string}`,
      options: ApiRequest<Answer>,
    ): Promise<z.output<Answer>> => {
      const request = JSON.stringify([options.method, path, options.body]);
      const key = unanswered.current?.request === request ? unanswered.current.key : newKey();
      unanswered.current = { request, key };
      try {
        const answer = await apiFetch(path, { ...options, idempotencyKey: key });
        unanswered.current = null;
        return answer;
      } catch (error) {
        if (!(error instanceof ApiProblem && error.isUnanswered)) unanswered.current = null;
        throw error;
      }
    },
    [],
  );
}
