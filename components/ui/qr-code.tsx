import { encode } from "uqr";
import { cn } from "./cn";

/** Light modules around the code, without which scanners don't find it. */
const QUIET_ZONE = 4;

export interface QrCodeProps {
  value: string;
  /** What the code is, for those who don't see it. */
  label: string;
  className?: string | undefined;
}

/** A QR code as one crisp path. Black on white in both colour schemes: many scanners read no inverted codes. */
export function QrCode({ value, label, className }: QrCodeProps) {
  const { data, size } = encode(value, { ecc: "M", border: QUIET_ZONE });
  return (
    <svg
      role="img"
      aria-label={label}
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
