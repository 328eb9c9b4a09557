"use client";

import { useEffect, useRef } from "react";
import { toast } from "sonner";
import type { MyTicketsAnswer } from "./use-my-tickets";

/** Says so when a ticket comes to the wallet while the page is open. */
export function useArrivals(owner: string | null, answer: MyTicketsAnswer | undefined): void {
  const seen = useRef<{ owner: string | null; keys: Set<string> } | null>(null);

  useEffect(() => {
    if (!answer || answer.block === null) return;
    const held = answer.tickets.filter(({ status }) => status !== "pending");
    const before = seen.current?.owner === owner ? seen.current.keys : null;
    seen.current = { owner, keys: new Set(held.map(({ key }) => key)) };
    if (!before) return;
    const arrived = held.filter(({ key }) => !before.has(key));
    const [first] = arrived;
    if (!first) return;
    toast.success(arrived.length === 1 ? "A ticket has arrived" : `${arrived.length} tickets have arrived`, {
      description: first.known?.event.name,
    });
  }, [owner, answer]);
}
