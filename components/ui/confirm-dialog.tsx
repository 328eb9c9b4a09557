"use client";

import { Cancel, Content, Description, Overlay, Portal, Root, Title, Trigger } from "radix-ui/alert-dialog";
import { type ReactNode, useState } from "react";
import { Alert } from "./alert";
import { Button } from "./button";
import { cn } from "./cn";
import { DialogFooter } from "./dialog";
import { dialogContentClasses, dialogOverlayClasses } from "./dialog-classes";

export interface ConfirmDialogProps {
  /** The button that opens it. Leave it out and steer with `open` instead. */
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  title: ReactNode;
  /** What will happen, and whether it can be undone. */
  description: ReactNode;
  /** A verb: "Invalidate ticket", never "OK". */
  confirmLabel: string;
  cancelLabel?: string;
  tone?: "primary" | "danger";
  /** Closes when it resolves. When it throws, the dialog stays and shows the error's message. */
  onConfirm: () => Promise<void> | void;
  /** More to fill in before confirming, such as a reason. */
  children?: ReactNode;
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const {
    trigger,
    title,
    description,
    confirmLabel,
    cancelLabel = "Cancel",
    tone = "primary",
    children,
  } = props;
  const [ownOpen, setOwnOpen] = useState(false);
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  const setOpen = (open: boolean) => {
    if (pending) return;
    setFailure(null);
    setOwnOpen(open);
    props.onOpenChange?.(open);
  };

  const confirm = async () => {
    setPending(true);
    setFailure(null);
    try {
      await props.onConfirm();
      setOwnOpen(false);
      props.onOpenChange?.(false);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : "That did not work. Try again.");
    } finally {
      setPending(false);
    }
  };

  return (
    <Root open={props.open ?? ownOpen} onOpenChange={setOpen}>
      {trigger ? <Trigger asChild>{trigger}</Trigger> : null}
      <Portal>
        <Overlay className={dialogOverlayClasses} />
        <Content className={cn(dialogContentClasses, "sm:max-w-md")}>
          <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto p-5 sm:p-6">
            <div>
              <Title className="font-semibold text-heading">{title}</Title>
              <Description className="mt-1.5 text-muted-foreground text-sm">{description}</Description>
            </div>
            {children}
            {failure ? <Alert tone="danger">{failure}</Alert> : null}
          </div>
          <DialogFooter>
            <Cancel asChild>
              <Button variant="secondary">{cancelLabel}</Button>
            </Cancel>
            <Button variant={tone} loading={pending} onClick={() => void confirm()}>
              {confirmLabel}
            </Button>
          </DialogFooter>
        </Content>
      </Portal>
    </Root>
  );
}
