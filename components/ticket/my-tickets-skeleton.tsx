import { Loading } from "@/components/ui/loading";
import { Skeleton } from "@/components/ui/skeleton";

export function MyTicketsSkeleton() {
  return (
    <Loading label="Loading your tickets">
      <Skeleton className="h-5 w-48" />
      <div className="mt-6 grid gap-5 sm:grid-cols-2 lg:grid-cols-3">
        {["a", "b", "c"].map((key) => (
          <Skeleton key={key} className="h-48 rounded-ticket" />
        ))}
      </div>
    </Loading>
  );
}
