"use client";

import { useCallback, useEffect, useState } from "react";
import type { z } from "zod";

/**
 * State that survives a reload, a lost session and the way back, in this tab's sessionStorage. Use it in components that
 * are drawn in the browser only: the server knows no drafts.
 * @returns the value, its setter, and `forget` for when it was sent.
 */
export function useSessionDraft<Schema extends z.ZodType>(
  key: string,
  schema: Schema,
  initial: () => z.output<Schema>,
) {
  const [value, setValue] = useState(() => readDraft(key, schema) ?? initial());
  const [isKept, setKept] = useState(true);

  useEffect(() => {
    if (isKept) storage((drafts) => drafts.setItem(key, JSON.stringify(value)));
    else storage((drafts) => drafts.removeItem(key));
  }, [key, value, isKept]);

  const forget = useCallback(() => setKept(false), []);
  return [value, setValue, forget] as const;
}

function readDraft<Schema extends z.ZodType>(key: string, schema: Schema): z.output<Schema> | null {
  const text = storage((drafts) => drafts.getItem(key));
  if (!text) return null;
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Browsers may forbid storage, or have none left: then there is no draft, and nothing else is amiss. */
function storage<Result>(use: (drafts: Storage) => Result): Result | null {
  try {
    return use(sessionStorage);
  } catch {
    return null;
  }
}
