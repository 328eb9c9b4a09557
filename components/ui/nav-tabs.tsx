"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { tabClasses, tabListClasses } from "./tab-classes";

export interface NavTab {
  href: string;
  label: ReactNode;
  /** A number after the label. */
  count?: number;
  /** Active on this path only, not on those below it: for the index tab. */
  exact?: boolean;
}

/** Links that look like tabs: each its own page, so back, reload and sharing work. */
export function NavTabs({ label, tabs }: { label: string; tabs: readonly NavTab[] }) {
  const pathname = usePathname();
  return (
    <nav aria-label={label} className={tabListClasses}>
      {tabs.map((tab) => {
        const active = pathname === tab.href || (!tab.exact && pathname.startsWith(`${tab.href}/`));
        return (
          <Link
            key={tab.href}
            href={tab.href}
            aria-current={active ? "page" : undefined}
            data-state={active ? "active" : "inactive"}
            className={cn(tabClasses)}
          >
            {tab.label}
            {tab.count === undefined ? null : (
              <span className="rounded-full bg-muted px-1.5 font-normal text-muted-foreground text-xs tabular-nums leading-5">
                {tab.count}
              </span>
            )}
          </Link>
        );
      })}
    </nav>
  );
}
