import { ArrowLeft } from "lucide-react";
import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { orNotFound } from "@/app/_lib/or-not-found";
import { publicContext } from "@/app/_lib/public-context";
import { ChainCard } from "@/components/ticket/chain-card";
import { standingOf } from "@/components/ticket/standing";
import { TicketFace } from "@/components/ticket/ticket-face";
import { TicketHistory } from "@/components/ticket/ticket-history";
import { TicketLive } from "@/components/ticket/ticket-live";
import { ticketVersion } from "@/components/ticket/ticket-version";
import { Container } from "@/components/ui/container";
import { getViewer } from "@/lib/auth/session";
import { getPublicTicket } from "@/lib/services/ticket/get-public";
import { loadTicketView } from "./load-ticket-view";

type TicketPageProps = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: TicketPageProps): Promise<Metadata> {
  const { id } = await params;
  const { event } = await orNotFound(getPublicTicket({ ctx: publicContext(), input: { id } }));
  return { title: `Ticket for ${event.name}`, robots: { index: false }, referrer: "same-origin" };
}

export default async function TicketPage({ params }: TicketPageProps) {
  const [{ id }, viewer] = await Promise.all([params, headers().then(getViewer)]);
  const view = await orNotFound(loadTicketView(id, viewer));
  const { ticket } = view;
  const { chain, clock } = publicContext();
  const standing = standingOf(ticket, {
    now: clock.now(),
    gate: view.gate,
    seesCode: view.access !== "none",
  });
  return (
    <Container className="pt-1 sm:pt-6">
      <div className="flex flex-wrap items-center justify-between gap-x-4">
        <Link
          href="/tickets"
          className="-ml-1 inline-flex min-h-11 w-fit items-center gap-1.5 rounded-sm px-1 text-muted-foreground text-sm hover:text-foreground"
        >
          <ArrowLeft aria-hidden="true" className="size-4" />
          My tickets
        </Link>
        <TicketLive ticketId={ticket.id} version={ticketVersion(ticket)} />
      </div>
      <div className="sm:mt-3">
        <TicketFace view={view} standing={standing} />
      </div>
      <div className="mt-8 grid items-start gap-6 lg:grid-cols-2">
        <ChainCard ticket={ticket} chain={{ name: chain.name, explorerUrl: chain.explorerUrl }} />
        <TicketHistory lines={view.history} timeZone={ticket.event.timeZone} />
      </div>
    </Container>
  );
}
