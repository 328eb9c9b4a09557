"use client";

import { useEffect, useState } from "react";

/** Keeps the screen on while a code is shown, where the browser can, and reminds of the brightness, which none can set. */
export function KeepAwake() {
  const isAwake = useWakeLock();
  return (
    <p className="text-center text-muted-foreground text-xs">
      {isAwake
        ? "Your screen stays on while this page is open. Turn it bright at the gate."
        : "Turn your screen bright at the gate."}
    </p>
  );
}

/** The browser takes the lock away whenever the page is hidden, so it is asked for anew each time the page comes back. */
function useWakeLock(): boolean {
  const [isHeld, setIsHeld] = useState(false);

  useEffect(() => {
    if (!("wakeLock" in navigator)) return;
    let lock: WakeLockSentinel | null = null;
    let isOver = false;
    const hold = async () => {
      if (document.visibilityState !== "visible") return;
      try {
        lock = await navigator.wakeLock.request("screen");
      } catch {
        // Refused to save the battery, say. The page works without it.
        return;
      }
      if (isOver) return void lock.release();
      setIsHeld(true);
      lock.addEventListener("release", () => setIsHeld(false), { once: true });
    };
    const onVisible = () => void hold();
    document.addEventListener("visibilitychange", onVisible);
    void hold();
    return () => {
      isOver = true;
      document.removeEventListener("visibilitychange", onVisible);
      void lock?.release();
    };
  }, []);

  return isHeld;
}
