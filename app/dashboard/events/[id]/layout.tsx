import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { type ReactNode, Suspense } from "react";
import { Container } from "@/components/ui/container";
import { DateTimeRange } from "@/components/ui/date-time";
import { NavTabs } from "@/components/ui/nav-tabs";
import { PageHeader } from "@/components/ui/page-header";
import { StatusBadge } from "@/components/ui/status-badge";
import { AppError } from "@/lib/errors";
import { ChainAttention } from "../../_lib/chain-state";
import { getDashboardEvent } from "../../_lib/get-dashboard-event";
import { getOrganiser } from "../../_lib/organiser";

type Props = { params: Promise<{ id: string }>; children: ReactNode };

export async function generateMetadata({ params }: Pick<Props, "params">): Promise<Metadata> {
  const name = (await findEvent((await params).id))?.name ?? "Dashboard";
  return { title: { default: name, template: `%s · ${name} · TicketChain` } };
}

/** The event's name and its tabs. Visitors get the page alone, which asks them to sign in. */
export default async function EventLayout({ params, children }: Props) {
  const { id } = await params;
  const organiser = await getOrganiser();
  if (organiser.state !== "member") return children;
  const event = await findEvent(id);
  if (!event) notFound();
  const path = `/dashboard/events/${event.id}`;
  const issued = event.ticketTypes.reduce((sum, type) => sum + type.issued, 0);

  return (
    <Container>
      <PageHeader
        back={{ href: "/dashboard", label: "Your events" }}
        title={event.name}
        badge={<StatusBadge kind="event" status={event.status} />}
        description={<DateTimeRange start={event.startsAt} end={event.endsAt} timeZone={event.timeZone} />}
        className="pb-4"
      />
      <NavTabs
        label="Event"
        tabs={[
          { href: path, label: "Overview", exact: true },
          { href: `${path}/tickets`, label: "Tickets", count: issued },
          { href: `${path}/issue`, label: "Issue" },
        ]}
      />
      <div className="pt-6">
        <Suspense fallback={null}>
          <ChainAttention ctx={organiser.ctx} />
        </Suspense>
        {children}
      </div>
    </Container>
  );
}

async function findEvent(id: string) {
  const organiser = await getOrganiser();
  if (organiser.state !== "member") return null;
  try {
    return await getDashboardEvent(organiser.ctx, id);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}
