import { Card, CardBody } from "@/components/ui/card";
import { Loading } from "@/components/ui/loading";
import { Skeleton } from "@/components/ui/skeleton";

export function EventFormSkeleton() {
  return (
    <Loading label="Loading the form" className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_19rem] xl:gap-12">
      <Card>
        <CardBody className="flex flex-col gap-9">
          {["what", "where", "when", "tickets"].map((section) => (
            <div key={section} className="flex flex-col gap-4">
              <Skeleton className="h-6 w-32" />
              <Skeleton className="h-11" />
              <Skeleton className="h-11" />
            </div>
          ))}
        </CardBody>
      </Card>
      <Skeleton className="h-80 rounded-ticket max-lg:hidden" />
    </Loading>
  );
}
