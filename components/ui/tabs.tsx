"use client";

import { Content, List, Root, Trigger } from "radix-ui/tabs";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { tabClasses, tabListClasses } from "./tab-classes";

/** Panels of one page. For tabs that are pages of their own, use `NavTabs`. */
export const Tabs = Root;

export function TabsList({ className, ...props }: ComponentProps<typeof List>) {
  return <List className={cn(tabListClasses, className)} {...props} />;
}

export function TabsTrigger({ className, ...props }: ComponentProps<typeof Trigger>) {
  return <Trigger className={cn(tabClasses, className)} {...props} />;
}

export function TabsContent({ className, ...props }: ComponentProps<typeof Content>) {
  return <Content className={cn("pt-6", className)} {...props} />;
}
