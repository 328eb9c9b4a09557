import { ImageResponse } from "next/og";
import { formatRange } from "@/components/ui/format-time";
import { inkOf } from "@/components/ui/ink";
import { loadEvent } from "./load-event";

export const alt = "The event's name, with its date and place";
export const size = { width: 1200, height: 630 };
export const contentType = "image/png";

/** The six inks of globals.css as sRGB, since the picture's renderer knows no oklch: from, to, lines. */
const INKS = [
  ["#1b3897", "#0e2264", "#a1bdfc"],
  ["#582086", "#381158", "#ccaef0"],
  ["#78114c", "#4e0730", "#eaa7c4"],
  ["#732814", "#4b1708", "#e5afa1"],
  ["#0e5035", "#053320", "#a4c8b3"],
  ["#004e60", "#00313e", "#99c7d2"],
] as const;

/** How an event's link looks where it is shared: like its tickets. */
export default async function OpenGraphImage({ params }: { params: Promise<{ slug: string }> }) {
  const event = await loadEvent((await params).slug);
  const { name, venue, timeZone, organiser } = event;
  const when = formatRange({ start: new Date(event.startsAt), end: new Date(event.endsAt), timeZone });
  const [from, to, line] = INKS[inkOf(event.id)] ?? INKS[0];
  return new ImageResponse(
    <div
      style={{
        display: "flex",
        flexDirection: "column",
        justifyContent: "space-between",
        width: "100%",
        height: "100%",
        padding: 64,
        color: "#fff",
        backgroundImage: `linear-gradient(135deg, ${from}, ${to})`,
      }}
    >
      <div style={{ display: "flex", fontSize: 34, color: line }}>{organiser.name}</div>
      <div style={{ display: "flex", flexDirection: "column" }}>
        <div style={{ fontSize: name.length > 40 ? 64 : 96, lineHeight: 1.05, letterSpacing: "-0.035em" }}>
          {shortened(name, 90)}
        </div>
        <div style={{ marginTop: 28, fontSize: 36 }}>{when}</div>
        {venue ? (
          <div style={{ marginTop: 8, fontSize: 36, color: line }}>{shortened(venue.name, 60)}</div>
        ) : null}
      </div>
      <div
        style={{
          display: "flex",
          borderTop: `3px dashed ${line}`,
          paddingTop: 28,
          fontSize: 28,
          color: line,
        }}
      >
        TicketChain
      </div>
    </div>,
    size,
  );
}

function shortened(text: string, max: number): string {
  return text.length > max ? `${text.slice(0, max - 1).trimEnd()}…` : text;
}
