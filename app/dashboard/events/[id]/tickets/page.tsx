import type { Metadata } from "next";
import { countOf } from "@/components/dashboard/format-count";
import { isUnderWay } from "@/components/dashboard/is-under-way";
import { KeysetPager } from "@/components/dashboard/keyset-pager";
import { LiveRefresh } from "@/components/dashboard/live-refresh";
import { NoTickets } from "@/components/dashboard/no-tickets";
import { TicketSearch } from "@/components/dashboard/ticket-search";
import { TicketTable } from "@/components/dashboard/ticket-table";
import { listTickets } from "@/lib/services/ticket/list";
import { drawForMember } from "../../../_lib/draw-for-member";
import { getDashboardEvent } from "../../../_lib/get-dashboard-event";
import { readTicketFilter, type TicketFilterParams } from "./_lib/read-ticket-filter";

export const metadata: Metadata = { title: "Tickets" };

const PAGE_SIZE = 50;

type Props = { params: Promise<{ id: string }>; searchParams: Promise<TicketFilterParams> };

export default function TicketsPage({ params, searchParams }: Props) {
  return drawForMember(async ({ ctx }) => {
    const { id } = await params;
    const { search, status, trail } = readTicketFilter(await searchParams);
    const event = await getDashboardEvent(ctx, id);
    const { data, nextCursor } = await listTickets({
      ctx,
      input: { eventId: event.id, search, status, limit: PAGE_SIZE, cursor: trail.at(-1) },
    });
    const isFiltered = search !== undefined || status !== undefined;

    return (
      <div className="flex flex-col gap-4">
        <TicketSearch search={search ?? ""} status={status ?? ""} />
        <LiveRefresh active={data.some(({ chain }) => isUnderWay(chain))} />
        <p aria-live="polite" className="sr-only">
          {countOf(data.length, "ticket")} shown
        </p>
        {data.length > 0 ? (
          <TicketTable event={event} tickets={data} />
        ) : (
          <NoTickets event={event} isFiltered={isFiltered} />
        )}
        <KeysetPager
          path={`/dashboard/events/${event.id}/tickets`}
          query={{ search, status }}
          trail={trail}
          nextCursor={nextCursor}
          shown={countOf(data.length, "ticket")}
        />
      </div>
    );
  });
}
