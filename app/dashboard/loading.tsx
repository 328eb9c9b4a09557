import { Container } from "@/components/ui/container";
import { Loading } from "@/components/ui/loading";
import { Skeleton } from "@/components/ui/skeleton";

export default function DashboardLoading() {
  return (
    <Container>
      <Loading label="Loading">
        <div className="flex items-end justify-between gap-6 pt-6 pb-6 sm:pt-10">
          <div className="flex flex-col gap-2">
            <Skeleton className="h-9 w-56" />
            <Skeleton className="h-5 w-40" />
          </div>
          <Skeleton className="h-10 w-36 max-sm:hidden" />
        </div>
        <div className="flex flex-col gap-3">
          {["first", "second", "third"].map((row) => (
            <Skeleton key={row} className="h-20 rounded-card" />
          ))}
        </div>
      </Loading>
    </Container>
  );
}
