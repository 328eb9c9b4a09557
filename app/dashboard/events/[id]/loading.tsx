import { Loading } from "@/components/ui/loading";
import { Skeleton } from "@/components/ui/skeleton";

export default function EventLoading() {
  return (
    <Loading label="Loading" className="flex flex-col gap-6">
      <Skeleton className="h-24 rounded-card" />
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <Skeleton className="h-72 rounded-card" />
        <Skeleton className="h-56 rounded-card" />
      </div>
    </Loading>
  );
}
