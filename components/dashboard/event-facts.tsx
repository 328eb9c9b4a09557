import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { DateTimeRange } from "@/components/ui/date-time";
import { type Detail, DetailList } from "@/components/ui/detail-list";
import { zoneName } from "@/components/ui/format-time";
import type { EventOutput } from "@/lib/services/event/schema";
import { formatCount } from "./format-count";

const NO_CAP_BPS = 65_535;

/** When, where and under which rules. */
export function EventFacts({ event }: { event: EventOutput }) {
  return (
    <Card>
      <CardHeader title="Key facts" />
      <CardBody className="pt-3 sm:pt-3">
        {event.description ? (
          <p className="mb-3 line-clamp-6 whitespace-pre-line text-sm">{event.description}</p>
        ) : null}
        <DetailList details={detailsOf(event)} />
      </CardBody>
    </Card>
  );
}

function detailsOf(event: EventOutput): Detail[] {
  return [
    {
      label: "When",
      value: <DateTimeRange start={event.startsAt} end={event.endsAt} timeZone={event.timeZone} />,
    },
    { label: "Time zone", value: zoneName(event.timeZone).replace(" time zone", "") },
    { label: "Venue", value: venueOf(event) },
    { label: "Passing on", value: POLICY_WORDS[event.transferPolicy] },
    ...(event.transferPolicy === "locked"
      ? []
      : [
          { label: "Resale cap", value: capOf(event.resaleCapBps) },
          { label: "Royalty", value: `${event.royaltyBps / 100} %` },
        ]),
    { label: "Per wallet", value: event.maxPerWallet ? formatCount(event.maxPerWallet) : "Any number" },
  ];
}

const POLICY_WORDS = {
  locked: "Locked",
  market_only: "Market only",
  open: "Open",
} as const satisfies Record<EventOutput["transferPolicy"], string>;

function capOf(bps: number): string {
  return bps === NO_CAP_BPS ? "None" : `${bps / 100} % of the face price`;
}

function venueOf({ venue }: EventOutput) {
  if (!venue) return "Not given";
  return (
    <>
      {venue.name}
      {venue.address ? <span className="block text-muted-foreground">{venue.address}</span> : null}
    </>
  );
}
