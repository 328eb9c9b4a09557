import { Badge } from "./badge";
import type { Tone } from "./tone";

interface StatusLook {
  tone: Tone;
  label: string;
  underWay?: true;
}

const LOOKS = {
  event: {
    draft: { tone: "neutral", label: "Draft" },
    published: { tone: "success", label: "Published" },
    ended: { tone: "neutral", label: "Ended" },
    cancelled: { tone: "danger", label: "Cancelled" },
  },
  ticket: {
    pending: { tone: "neutral", label: "Issuing", underWay: true },
    valid: { tone: "success", label: "Valid" },
    checked_in: { tone: "info", label: "Checked in" },
    invalidated: { tone: "danger", label: "Invalidated" },
    failed: { tone: "danger", label: "Failed" },
  },
  chain: {
    queued: { tone: "neutral", label: "Queued", underWay: true },
    submitted: { tone: "info", label: "Submitted", underWay: true },
    confirmed: { tone: "success", label: "Confirmed" },
    final: { tone: "success", label: "Final" },
    failed: { tone: "danger", label: "Failed" },
  },
} as const satisfies Record<string, Record<string, StatusLook>>;

type Kind = keyof typeof LOOKS;

export type StatusBadgeProps = {
  [K in Kind]: { kind: K; status: keyof (typeof LOOKS)[K]; className?: string };
}[Kind];

/** One word and one colour for each status, the same on every page. */
export function StatusBadge(props: StatusBadgeProps) {
  const look = lookOf(props);
  return (
    <Badge tone={look.tone} dot={look.underWay ? "pulse" : true} className={props.className}>
      {look.label}
    </Badge>
  );
}

function lookOf(props: StatusBadgeProps): StatusLook {
  switch (props.kind) {
    case "event":
      return LOOKS.event[props.status];
    case "ticket":
      return LOOKS.ticket[props.status];
    case "chain":
      return LOOKS.chain[props.status];
  }
}
