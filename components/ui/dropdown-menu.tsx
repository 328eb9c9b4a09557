"use client";

import { Content, Item, Portal, Root, Separator, Trigger } from "radix-ui/dropdown-menu";
import type { ComponentProps } from "react";
import { cn } from "./cn";

export const DropdownMenu = Root;
export const DropdownMenuTrigger = Trigger;

export function DropdownMenuContent({ className, align = "end", ...props }: ComponentProps<typeof Content>) {
  return (
    <Portal>
      <Content
        align={align}
        sideOffset={6}
        collisionPadding={12}
        className={cn(
          "z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 origin-(--radix-dropdown-menu-content-transform-origin) overflow-y-auto rounded-card border bg-popover p-1 shadow-floating",
          "data-[state=closed]:animate-pop-out data-[state=open]:animate-pop-in",
          className,
        )}
        {...props}
      />
    </Portal>
  );
}

export interface DropdownMenuItemProps extends ComponentProps<typeof Item> {
  tone?: "danger";
}

/** With `asChild`, a link. */
export function DropdownMenuItem({ tone, className, ...props }: DropdownMenuItemProps) {
  return (
    <Item
      className={cn(
        "flex h-9 cursor-pointer select-none items-center gap-2.5 rounded-[0.5rem] px-2.5 text-sm outline-none touch:h-11",
        "data-[disabled]:pointer-events-none data-[highlighted]:bg-muted data-[disabled]:opacity-50 [&_svg]:size-4 [&_svg]:text-muted-foreground",
        tone === "danger" && "text-danger data-[highlighted]:bg-danger-soft [&_svg]:text-current",
        className,
      )}
      {...props}
    />
  );
}

export function DropdownMenuSeparator({ className, ...props }: ComponentProps<typeof Separator>) {
  return <Separator className={cn("-mx-1 my-1 h-px bg-border", className)} {...props} />;
}
