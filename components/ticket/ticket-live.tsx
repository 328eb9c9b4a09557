"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { z } from "zod";

const PAUSE_MS = 2_000;
/** So many questions in a row without an answer before the viewer is told. */
const FAILURES_MAX = 3;

const answerSchema = z.object({ version: z.string() });

/**
 * Draws the page anew when the ticket has changed. It asks for a few bytes only, and only while somebody looks: a page in the
 * background asks nothing, and asks at once when it comes back.
 */
export function TicketLive({ ticketId, version }: { ticketId: string; version: string }) {
  const router = useRouter();
  const [failures, setFailures] = useState(0);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;

    const ask = async () => {
      clearTimeout(timer);
      if (document.visibilityState !== "visible") return;
      const current = await fetchVersion(ticketId);
      if (isOver) return;
      setFailures((count) => (current === null ? count + 1 : 0));
      if (current !== null && current !== version) router.refresh();
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE_MS);
    };
    const onVisible = () => void ask();
    document.addEventListener("visibilitychange", onVisible);
    timer = setTimeout(ask, PAUSE_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onVisible);
    };
  }, [ticketId, version, router]);

  return (
    <p role="status" className="text-warn text-xs empty:hidden">
      {failures >= FAILURES_MAX ? "No connection: this page may be out of date. It keeps trying." : ""}
    </p>
  );
}

/** Null where there was no answer. */
async function fetchVersion(ticketId: string): Promise<string | null> {
  try {
    const response = await fetch(`/api/tickets/${ticketId}/live`, { cache: "no-store" });
    return response.ok ? answerSchema.parse(await response.json()).version : null;
  } catch {
    return null;
  }
}
