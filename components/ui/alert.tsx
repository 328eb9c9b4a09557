import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { TONE_SOFT, type Tone } from "./tone";

const ICONS = {
  neutral: Info,
  info: Info,
  success: CircleCheck,
  warn: TriangleAlert,
  danger: CircleAlert,
} satisfies Record<Tone, typeof Info>;

export interface AlertProps {
  tone?: Tone;
  title?: ReactNode;
  children?: ReactNode;
  /** A button or link. */
  action?: ReactNode;
  className?: string;
}

/** A message in the page. `danger` and `warn` are read out at once. */
export function Alert({ tone = "info", title, children, action, className }: AlertProps) {
  const Icon = ICONS[tone];
  const urgent = tone === "danger" || tone === "warn";
  return (
    <div
      role={urgent ? "alert" : "status"}
      className={cn("flex items-start gap-3 rounded-card px-4 py-3 text-sm", TONE_SOFT[tone], className)}
    >
      <Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1">
        {title ? <p className="font-semibold">{title}</p> : null}
        {children ? <div>{children}</div> : null}
      </div>
      {action ? <div className="shrink-0">{action}</div> : null}
    </div>
  );
}
