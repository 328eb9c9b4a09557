import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "./cn";

export interface PageHeaderProps {
  title: ReactNode;
  description?: ReactNode;
  /** Beside the title: usually a `StatusBadge`. */
  badge?: ReactNode;
  back?: { href: string; label: string };
  /** Buttons; the main one last. On phones they share a line. */
  actions?: ReactNode;
  className?: string;
}

/** The top of a page, with its only h1. */
export function PageHeader({ title, description, badge, back, actions, className }: PageHeaderProps) {
  return (
    <header className={cn("flex flex-col gap-3 pt-6 pb-6 sm:pt-10", className)}>
      {back ? (
        <Link
          href={back.href}
          className="-ml-1 inline-flex w-fit items-center gap-1.5 rounded-sm px-1 text-muted-foreground text-sm hover:text-foreground touch:min-h-11"
        >
          <ArrowLeft aria-hidden="true" className="size-4" />
          {back.label}
        </Link>
      ) : null}
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
            <h1 className="min-w-0 font-semibold text-title">{title}</h1>
            {badge}
          </div>
          {description ? <div className="mt-1.5 max-w-prose text-muted-foreground">{description}</div> : null}
        </div>
        {actions ? <div className="flex flex-wrap gap-2 max-sm:w-full max-sm:*:flex-1">{actions}</div> : null}
      </div>
    </header>
  );
}
