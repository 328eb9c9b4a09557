import { MyTicketsSkeleton } from "@/components/ticket/my-tickets-skeleton";
import { Container } from "@/components/ui/container";
import { PageHeader } from "@/components/ui/page-header";

/* In a group of its own: a loading page above `[id]` would start the answer with 200 before a 404 is known. */
export default function Loading() {
  return (
    <Container>
      <PageHeader title="My tickets" description="The tickets your wallet holds." />
      <MyTicketsSkeleton />
    </Container>
  );
}
