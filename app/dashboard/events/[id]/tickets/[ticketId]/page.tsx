import { ArrowLeft } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { TicketActions } from "@/components/dashboard/ticket-actions";
import { TicketFacts } from "@/components/dashboard/ticket-facts";
import { TicketHistory } from "@/components/dashboard/ticket-history";
import { TicketOnChain } from "@/components/dashboard/ticket-on-chain";
import { ticketTitle } from "@/components/dashboard/ticket-title";
import { StatusBadge } from "@/components/ui/status-badge";
import { getTicket } from "@/lib/services/ticket/get";
import { listHistory } from "@/lib/services/ticket/list-history";
import { drawForMember } from "../../../../_lib/draw-for-member";
import { getDashboardEvent } from "../../../../_lib/get-dashboard-event";

export const metadata: Metadata = { title: "Ticket" };

type Props = { params: Promise<{ id: string; ticketId: string }> };

export default function TicketPage({ params }: Props) {
  return drawForMember(async ({ ctx, viewer }) => {
    const { id, ticketId } = await params;
    const [event, ticket, history] = await Promise.all([
      getDashboardEvent(ctx, id),
      getTicket({ ctx, input: { id: ticketId } }),
      listHistory({ ctx, input: { id: ticketId } }),
    ]);
    if (ticket.eventId !== event.id) notFound();
    const title = ticketTitle(ticket);

    return (
      <div className="flex flex-col gap-5">
        <div>
          <Link
            href={`/dashboard/events/${event.id}/tickets`}
            className="-ml-1 inline-flex items-center gap-1.5 rounded-sm px-1 text-muted-foreground text-sm hover:text-foreground touch:min-h-11"
          >
            <ArrowLeft aria-hidden="true" className="size-4" />
            All tickets
          </Link>
          <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-2">
            <h2 className="min-w-0 break-words font-semibold text-2xl tracking-tight">{title}</h2>
            <StatusBadge kind="ticket" status={ticket.status} />
          </div>
        </div>
        <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="flex min-w-0 flex-col gap-6 lg:order-last">
            <TicketActions ticket={ticket} title={title} timeZone={event.timeZone} />
            <TicketOnChain ticket={ticket} />
          </div>
          <div className="flex min-w-0 flex-col gap-6">
            <TicketFacts ticket={ticket} event={event} explorerUrl={ctx.chain.explorerUrl} />
            <TicketHistory history={history} timeZone={event.timeZone} viewerId={viewer.userId} />
          </div>
        </div>
      </div>
    );
  });
}
