import { Ticket } from "lucide-react";
import Link from "next/link";
import { EventFacts } from "@/components/dashboard/event-facts";
import { EventOnChain } from "@/components/dashboard/event-on-chain";
import { EventStats } from "@/components/dashboard/event-stats";
import { isUnderWay } from "@/components/dashboard/is-under-way";
import { OperatorRemoved } from "@/components/dashboard/operator-removed";
import { PublishCard } from "@/components/dashboard/publish-card";
import { ShareCard } from "@/components/dashboard/share-card";
import { TicketTypeTable } from "@/components/dashboard/ticket-type-table";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { getRuntime } from "@/lib/runtime/runtime";
import { drawForMember } from "../../_lib/draw-for-member";
import { getDashboardEvent, getDashboardStats } from "../../_lib/get-dashboard-event";

type Props = { params: Promise<{ id: string }> };

export default function EventPage({ params }: Props) {
  return drawForMember(async ({ ctx, organisation }) => {
    const { id } = await params;
    const [event, { totals }] = await Promise.all([getDashboardEvent(ctx, id), getDashboardStats(ctx, id)]);
    const { chain, contractAddress, status } = event;
    const hasFailed = chain?.state === "failed";
    const canIssue =
      status === "published" && !hasFailed && !isUnderWay(chain) && event.operatorRemovedAt === null;
    const path = `/e/${event.slug}`;

    return (
      <div className="flex flex-col gap-6">
        {event.operatorRemovedAt ? <OperatorRemoved /> : null}
        {status === "draft" || hasFailed ? <PublishCard event={event} hasFailed={hasFailed} /> : null}
        {status === "draft" ? null : <EventStats totals={totals} />}
        {canIssue && totals.issued === 0 ? <NothingIssued eventId={event.id} /> : null}
        {chain && contractAddress && !hasFailed ? (
          <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
            <div
              className={cn(
                "flex min-w-0 flex-col gap-6",
                isUnderWay(chain) ? "lg:order-last" : "order-last",
              )}
            >
              <EventOnChain
                chain={chain}
                contractAddress={contractAddress}
                chainName={ctx.chain.name}
                explorerUrl={ctx.chain.explorerUrl}
                ownerAddress={organisation.walletAddress}
              />
              <ShareCard publicUrl={`${getRuntime().env.appUrl}${path}`} path={path} />
            </div>
            <div className="flex min-w-0 flex-col gap-6">
              <TicketTypeTable event={event} />
              <EventFacts event={event} />
            </div>
          </div>
        ) : (
          <div className="grid items-start gap-6 lg:grid-cols-2">
            <TicketTypeTable event={event} />
            <EventFacts event={event} />
          </div>
        )}
      </div>
    );
  });
}

function NothingIssued({ eventId }: { eventId: string }) {
  return (
    <EmptyState
      icon={<Ticket />}
      title="Ready for guests"
      description="Issue tickets by hand or from a guest list. Each becomes a token of its own on the chain."
      action={
        <Button asChild>
          <Link href={`/dashboard/events/${eventId}/issue`}>Issue tickets</Link>
        </Button>
      }
    />
  );
}
