import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";

/** Says plainly that nothing is sold here, and what to do instead. */
export function PublicHowToGet({ organiser }: { organiser: string }) {
  return (
    <Card>
      <CardHeader title="How to get a ticket" />
      <CardBody className="grid gap-4">
        <p className="text-muted-foreground">
          Tickets are issued by the organiser, <span className="text-foreground">{organiser}</span>; nothing
          is sold on this page. Ask them for one and give them your wallet's address. Your ticket then appears
          under My tickets by itself.
        </p>
        <Button asChild>
          <Link href="/tickets">My tickets</Link>
        </Button>
      </CardBody>
    </Card>
  );
}
