"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useTransition } from "react";

const FIRST_MS = 700;
const SLOWEST_MS = 8_000;

/**
 * Draws the page anew while something on it is on its way to the chain: at first often, then less so, and not at all
 * while nobody looks. A slow answer is waited for, so that none pile up. The server decides when it is over, by drawing
 * the page with `active` off.
 */
export function LiveRefresh({ active }: { active: boolean }) {
  const router = useRouter();
  const [isRefreshing, startRefreshing] = useTransition();
  const waitMs = useRef(FIRST_MS);

  useEffect(() => {
    if (!active) waitMs.current = FIRST_MS;
    if (!active || isRefreshing) return;
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      timer = setTimeout(tick, waitMs.current);
    };
    const tick = () => {
      if (document.visibilityState !== "visible") return wait();
      waitMs.current = Math.min(waitMs.current * 1.25, SLOWEST_MS);
      startRefreshing(() => router.refresh());
    };
    wait();
    return () => clearTimeout(timer);
  }, [active, isRefreshing, router]);

  return null;
}
