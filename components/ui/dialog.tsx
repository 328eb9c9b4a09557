"use client";

import { X } from "lucide-react";
import { Close, Content, Description, Overlay, Portal, Root, Title, Trigger } from "radix-ui/dialog";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { dialogContentClasses, dialogOverlayClasses } from "./dialog-classes";

export const Dialog = Root;
export const DialogTrigger = Trigger;

export interface DialogContentProps extends Omit<ComponentProps<typeof Content>, "title"> {
  title: ReactNode;
  description?: ReactNode;
  /** Buttons; on phones they stack with the main one on top, so put it last. */
  footer?: ReactNode;
}

/** A sheet from below on phones, a centred panel elsewhere. Esc and a press outside close it; focus stays inside, and returns. */
export function DialogContent({
  title,
  description,
  footer,
  className,
  children,
  ...props
}: DialogContentProps) {
  return (
    <Portal>
      <Overlay className={dialogOverlayClasses} />
      <Content
        {...props}
        {...(description ? {} : { "aria-describedby": undefined })}
        className={cn(dialogContentClasses, className)}
      >
        <div className="px-5 pt-5 pr-14 sm:px-6 sm:pt-6">
          <Title className="font-semibold text-heading">{title}</Title>
          {description ? (
            <Description className="mt-1 text-muted-foreground text-sm">{description}</Description>
          ) : null}
        </div>
        {children ? <div className="min-h-0 flex-1 overflow-y-auto px-5 py-5 sm:px-6">{children}</div> : null}
        {footer ? <DialogFooter>{footer}</DialogFooter> : null}
        <Close
          aria-label="Close"
          className="absolute top-2 right-2 grid size-11 cursor-pointer place-items-center rounded-control text-muted-foreground hover:bg-muted hover:text-foreground"
        >
          <X aria-hidden="true" className="size-4.5" />
        </Close>
      </Content>
    </Portal>
  );
}

export function DialogFooter({ children }: { children: ReactNode }) {
  return (
    <div className="flex flex-col-reverse gap-2 border-t px-5 py-4 pb-[max(1rem,env(safe-area-inset-bottom))] sm:flex-row sm:justify-end sm:px-6">
      {children}
    </div>
  );
}
