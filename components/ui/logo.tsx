import { cn } from "./cn";

/** Two tickets of a strip, still joined at the perforation: a link of a chain. Takes `currentColor`. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={cn("size-7", className)}>
      <g transform="rotate(-45 16 16)" fill="currentColor">
        <path d="M1.5 12a3.5 3.5 0 0 1 3.5-3.5h8A3 3 0 0 0 16 11.2v2.1h-.7v1.5h.7v2.4h-.7v1.5h.7v2.1a3 3 0 0 0-3 2.7H5A3.5 3.5 0 0 1 1.5 20z" />
        <path
          opacity="0.55"
          d="M30.5 12A3.5 3.5 0 0 0 27 8.5h-8a3 3 0 0 1-3 2.7v2.1h.7v1.5H16v2.4h.7v1.5H16v2.1a3 3 0 0 1 3 2.7h8a3.5 3.5 0 0 0 3.5-3.5z"
        />
      </g>
    </svg>
  );
}

/** Mark and name. */
export function Logo({ className }: { className?: string }) {
  return (
    <span
      className={cn(
        "inline-flex items-center gap-2 font-semibold text-[1.0625rem] tracking-[-0.03em]",
        className,
      )}
    >
      <LogoMark className="text-primary" />
      TicketChain
    </span>
  );
}
