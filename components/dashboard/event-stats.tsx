import { Stat, StatGrid } from "@/components/ui/stat";
import type { EventStatsOutput } from "@/lib/services/event/schema";
import { formatCount } from "./format-count";

/** How the event stands, in figures. */
export function EventStats({ totals }: { totals: EventStatsOutput["totals"] }) {
  const { issued, supply, available, pending, checkedIn, invalidated, failed } = totals;
  return (
    <StatGrid>
      <Stat
        label="Issued"
        value={formatCount(issued)}
        hint={pending > 0 ? `${formatCount(pending)} on the way` : `of ${formatCount(supply)}`}
      />
      <Stat label="Available" value={formatCount(available)} />
      <Stat
        label="Checked in"
        value={formatCount(checkedIn)}
        hint={checkedIn > 0 ? `${Math.floor((100 * checkedIn) / Math.max(issued, 1))} %` : null}
      />
      <Stat label="Invalidated" value={formatCount(invalidated)} />
      {failed > 0 ? <Stat label="Failed" value={formatCount(failed)} tone="danger" /> : null}
    </StatGrid>
  );
}
