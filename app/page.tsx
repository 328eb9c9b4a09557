import { publicContext } from "@/app/_lib/public-context";
import { ChainPromises } from "@/components/home/chain-promises";
import { Hero } from "@/components/home/hero";
import { HowItWorks } from "@/components/home/how-it-works";
import { TryItNow } from "@/components/home/try-it-now";
import { UpcomingEvents } from "@/components/home/upcoming-events";
import { getRuntime } from "@/lib/runtime/runtime";
import { listPublicEvents } from "@/lib/services/event/list-public";

const EVENTS_SHOWN = 6;

export default async function HomePage() {
  const events = await listPublicEvents({ ctx: publicContext(), input: { limit: EVENTS_SHOWN } });
  return (
    <>
      <Hero />
      <TryItNow />
      <HowItWorks />
      <UpcomingEvents events={events} />
      <ChainPromises appUrl={getRuntime().env.appUrl} />
    </>
  );
}
