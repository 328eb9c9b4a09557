import type { Metadata } from "next";
import { publicContext } from "@/app/_lib/public-context";
import { PublicContractCard } from "@/components/event/public-contract-card";
import { PublicFacts } from "@/components/event/public-facts";
import { PublicHero } from "@/components/event/public-hero";
import { PublicNotice } from "@/components/event/public-notice";
import { PublicRulesCard } from "@/components/event/public-rules-card";
import { PublicTicketTypes } from "@/components/event/public-ticket-types";
import { Container } from "@/components/ui/container";
import { formatRange } from "@/components/ui/format-time";
import { getRuntime } from "@/lib/runtime/runtime";
import { loadEvent } from "./load-event";

type EventPageProps = { params: Promise<{ slug: string }> };

export async function generateMetadata({ params }: EventPageProps): Promise<Metadata> {
  const event = await loadEvent((await params).slug);
  const { timeZone, venue } = event;
  const when = formatRange({ start: new Date(event.startsAt), end: new Date(event.endsAt), timeZone });
  const description = [when, venue?.name, venue?.address].filter(Boolean).join(" · ");
  const url = `/e/${event.slug}`;
  return {
    metadataBase: new URL(getRuntime().env.appUrl),
    title: event.name,
    description,
    alternates: { canonical: url },
    openGraph: { type: "website", siteName: "TicketChain", title: event.name, description, url },
    twitter: { card: "summary_large_image" },
  };
}

export default async function EventPage({ params }: EventPageProps) {
  const event = await loadEvent((await params).slug);
  const { chain } = publicContext();
  return (
    <Container className="grid gap-6 pt-4 sm:pt-8">
      <PublicNotice event={event} />
      <PublicHero event={event} />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem] lg:grid-rows-[auto_1fr]">
        <div className="lg:col-start-2">
          <PublicFacts event={event} />
        </div>
        <div className="grid gap-6 lg:col-start-1 lg:row-span-2 lg:row-start-1">
          {event.description ? (
            <section
              aria-label="About this event"
              className="max-w-prose whitespace-pre-line py-2 leading-relaxed"
            >
              {event.description}
            </section>
          ) : null}
          <PublicTicketTypes event={event} />
          <PublicRulesCard event={event} />
        </div>
        <div className="lg:col-start-2">
          <PublicContractCard event={event} chain={{ name: chain.name, explorerUrl: chain.explorerUrl }} />
        </div>
      </div>
    </Container>
  );
}
