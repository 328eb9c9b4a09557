import { Container } from "@/components/ui/container";
import { Loading } from "@/components/ui/loading";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";

export default function EventsLoading() {
  return (
    <Container>
      <PageHeader title="Events" description="What is to come, soonest first." />
      <Loading label="Loading events" className="grid gap-5 sm:grid-cols-2 lg:grid-cols-3">
        {["a", "b", "c"].map((key) => (
          <Skeleton key={key} className="h-60 rounded-ticket" />
        ))}
      </Loading>
    </Container>
  );
}
