"use client";

import { useSyncExternalStore } from "react";

const neverChanges = () => () => {};

/** False while the server's markup is shown, true once the browser has taken over. */
export function useMounted(): boolean {
  return useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  );
}
