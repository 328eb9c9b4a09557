"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";

const FIRST_MS = 700;
const SLOWEST_MS = 8_000;

/**
 * Draws the page anew while something on it is on its way to the chain: at first often, then less so, and not at all
 * while nobody looks. The server decides when it is over, by drawing the page with `active` off.
 */
export function LiveRefresh({ active }: { active: boolean }) {
  const router = useRouter();
  const wait = useRef(FIRST_MS);

  useEffect(() => {
    if (!active) return;
    wait.current = FIRST_MS;
    let timer: ReturnType<typeof setTimeout>;
    const tick = () => {
      if (document.visibilityState === "visible") {
        router.refresh();
        wait.current = Math.min(wait.current * 1.25, SLOWEST_MS);
      }
      timer = setTimeout(tick, wait.current);
    };
    timer = setTimeout(tick, wait.current);
    return () => clearTimeout(timer);
  }, [active, router]);

  return null;
}
