import { cn } from "./cn";

/** A grey place-holder of the size of what will come. Give it height and width; wrap a set of them in `Loading`. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden="true" className={cn("animate-shimmer rounded-control bg-muted", className)} />;
}
