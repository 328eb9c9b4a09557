import type { Metadata } from "next";
import { EventForm } from "@/components/event/event-form";
import { Container } from "@/components/ui/container";
import { PageHeader } from "@/components/ui/page-header";
import { onChainCurrencies } from "@/lib/services/find-currency";
import { drawForMember } from "../../_lib/draw-for-member";

export const metadata: Metadata = { title: "Create event" };

export default function NewEventPage() {
  return drawForMember(async ({ ctx }) => (
    <Container>
      <PageHeader title="Create event" back={{ href: "/dashboard", label: "Your events" }} />
      <EventForm onChain={onChainCurrencies(ctx.chain)} />
    </Container>
  ));
}
