import { cn } from "./cn";
import { TONE_FILL, type Tone } from "./tone";

export interface ProgressSegment {
  label: string;
  value: number;
  tone: Tone;
}

export interface ProgressProps {
  /** What progresses; read to screen readers. */
  label: string;
  max: number;
  /** From done to not begun: [confirmed, submitted, failed]. What is left of `max` stays empty. */
  segments: readonly ProgressSegment[];
  /** The counts in words under the bar. */
  legend?: boolean;
  className?: string;
}

/** A bar of several states, such as a batch on its way to the chain. For one state give one segment. */
export function Progress({ label, max, segments, legend, className }: ProgressProps) {
  const total = Math.max(max, 1);
  const done = segments[0]?.value ?? 0;
  return (
    <div className={className}>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        aria-valuetext={segments.map((segment) => `${segment.value} ${segment.label}`).join(", ")}
        className="flex h-2 gap-px overflow-hidden rounded-full bg-muted shadow-[inset_0_0_0_1px_var(--border)]"
      >
        {segments.map((segment) => (
          <div
            key={segment.label}
            className={cn("h-full transition-[width] duration-500 ease-out", TONE_FILL[segment.tone])}
            style={{ width: `${(100 * segment.value) / total}%` }}
          />
        ))}
      </div>
      {legend ? (
        <ul className="mt-2.5 flex flex-wrap gap-x-4 gap-y-1 text-muted-foreground text-sm">
          {segments.map((segment) => (
            <li key={segment.label} className="inline-flex items-center gap-1.5">
              <span aria-hidden="true" className={cn("size-2 rounded-full", TONE_FILL[segment.tone])} />
              <span className="font-medium text-foreground tabular-nums">{segment.value}</span>
              {segment.label}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
