"use client";

import type { CSSProperties } from "react";
import { Toaster as Sonner } from "sonner";

const COLOURS = {
  "--normal-bg": "var(--popover)",
  "--normal-border": "var(--border)",
  "--normal-text": "var(--foreground)",
  "--border-radius": "var(--radius-card)",
} as CSSProperties;

/** Stands once, in the root layout. Anywhere else: `import { toast } from "sonner"`, then `toast.success("…")`. */
export function Toaster() {
  return (
    <Sonner
      theme="system"
      position="bottom-right"
      // Above the phone's tab bar.
      mobileOffset={{ bottom: "5.5rem", left: "1rem", right: "1rem" }}
      style={COLOURS}
      toastOptions={{
        classNames: {
          toast: "!font-sans !shadow-floating !text-sm",
          description: "!text-muted-foreground",
          success: "[&_[data-icon]]:text-success",
          error: "[&_[data-icon]]:text-danger",
          warning: "[&_[data-icon]]:text-warn",
          info: "[&_[data-icon]]:text-info",
        },
      }}
    />
  );
}
