import { Badge } from "@/components/ui/badge";
import type { Tone } from "@/components/ui/tone";

const TONES: Readonly<Record<string, Tone>> = {
  GET: "info",
  POST: "success",
  PATCH: "warn",
  DELETE: "danger",
};

export function MethodBadge({ method }: { method: string }) {
  return (
    <Badge tone={TONES[method] ?? "neutral"} className="font-mono">
      {method}
    </Badge>
  );
}
