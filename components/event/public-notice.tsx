import { Alert } from "@/components/ui/alert";
import { DateTime } from "@/components/ui/date-time";
import type { PublicEventOutput } from "@/lib/services/event/schema";

/** Says first what makes all the rest of the page different. */
export function PublicNotice({ event }: { event: PublicEventOutput }) {
  if (event.status === "cancelled") {
    return (
      <Alert tone="danger" title="This event is cancelled">
        Nobody is admitted, and no more tickets are issued. Ask {event.organiser.name} about your money.
      </Alert>
    );
  }
  if (event.status === "ended") {
    return (
      <Alert tone="neutral" title="This event is over">
        It ended on <DateTime value={event.endsAt} timeZone={event.timeZone} />. Tickets stay in their wallets
        as souvenirs.
      </Alert>
    );
  }
  return null;
}
