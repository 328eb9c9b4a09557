import { Plus } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { Suspense } from "react";
import { EventList } from "@/components/dashboard/event-list";
import { countOf } from "@/components/dashboard/format-count";
import { isUnderWay } from "@/components/dashboard/is-under-way";
import { KeysetPager, readTrail } from "@/components/dashboard/keyset-pager";
import { LiveRefresh } from "@/components/dashboard/live-refresh";
import { NoEvents } from "@/components/dashboard/no-events";
import { Button } from "@/components/ui/button";
import { Container } from "@/components/ui/container";
import { PageHeader } from "@/components/ui/page-header";
import { getEventStats } from "@/lib/services/event/get-stats";
import { listEvents } from "@/lib/services/event/list";
import { ChainAttention, ChainLine } from "./_lib/chain-state";
import { drawForMember } from "./_lib/draw-for-member";

export const metadata: Metadata = { title: "Dashboard" };

const PAGE_SIZE = 20;

type Props = { searchParams: Promise<{ page?: string | string[] }> };

export default function DashboardPage({ searchParams }: Props) {
  return drawForMember(async ({ ctx, organisation }) => {
    const { page } = await searchParams;
    const trail = readTrail(typeof page === "string" ? page : undefined);
    const { data, nextCursor } = await listEvents({ ctx, input: { limit: PAGE_SIZE, cursor: trail.at(-1) } });
    const events = await Promise.all(
      data.map(async (event) => ({
        event,
        totals: (await getEventStats({ ctx, input: { id: event.id } })).totals,
      })),
    );
    const isLive = events.some(({ event, totals }) => isUnderWay(event.chain) || totals.pending > 0);

    return (
      <Container>
        <PageHeader
          title="Your events"
          description={organisation.name}
          actions={
            events.length > 0 ? (
              <Button asChild>
                <Link href="/dashboard/events/new">
                  <Plus aria-hidden="true" />
                  Create event
                </Link>
              </Button>
            ) : null
          }
        />
        <Suspense fallback={null}>
          <ChainAttention ctx={ctx} />
        </Suspense>
        <LiveRefresh active={isLive} />
        {events.length > 0 ? <EventList events={events} /> : <NoEvents />}
        <KeysetPager
          path="/dashboard"
          trail={trail}
          nextCursor={nextCursor}
          shown={countOf(events.length, "event")}
        />
        <Suspense fallback={null}>
          <ChainLine ctx={ctx} />
        </Suspense>
      </Container>
    );
  });
}
