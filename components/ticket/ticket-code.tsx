import { encode } from "uqr";
import { cn } from "@/components/ui/cn";
import { formatTicketCode } from "@/lib/gate/ticket-code";

/** Light modules around the code, without which scanners don't find it. */
const QUIET_ZONE = 4;

/**
 * A ticket's QR code as one crisp path. Black on white in both colour schemes: many scanners read no inverted codes.
 */
export function TicketCode({ ticketId, className }: { ticketId: string; className?: string }) {
  const { data, size } = encode(formatTicketCode(ticketId), { ecc: "M", border: QUIET_ZONE });
  return (
    <svg
      role="img"
      aria-label="QR code of this ticket"
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className={cn("aspect-square w-full rounded-control bg-white", className)}
    >
      <path d={data.map(rowPath).join("")} fill="#000" />
    </svg>
  );
}

/** A row's dark modules, neighbours joined, so that no hairline shows between them. */
function rowPath(row: readonly boolean[], y: number): string {
  let path = "";
  for (let x = 0; x < row.length; x += 1) {
    if (!row[x]) continue;
    const start = x;
    while (row[x + 1]) x += 1;
    path += `M${start} ${y}h${x + 1 - start}v1H${start}z`;
  }
  return path;
}
