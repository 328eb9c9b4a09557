"use client";

import { Content, Portal, Provider, Root, Trigger } from "radix-ui/tooltip";
import type { ReactNode } from "react";

export interface TooltipProps {
  label: ReactNode;
  /** One focusable element. */
  children: ReactNode;
  side?: "top" | "right" | "bottom" | "left";
}

/** A hint for mouse and keyboard. Fingers never see it, so it must not hold what one needs to know. */
export function Tooltip({ label, children, side = "top" }: TooltipProps) {
  return (
    <Provider delayDuration={250}>
      <Root>
        <Trigger asChild>{children}</Trigger>
        <Portal>
          <Content
            side={side}
            sideOffset={6}
            collisionPadding={8}
            className="z-50 max-w-72 animate-fade-in break-words rounded-[0.5rem] bg-foreground px-2.5 py-1.5 text-background text-xs shadow-floating"
          >
            {label}
          </Content>
        </Portal>
      </Root>
    </Provider>
  );
}
