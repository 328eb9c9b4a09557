import { SearchX } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Container } from "@/components/ui/container";
import { EmptyState } from "@/components/ui/empty-state";

export default function TicketNotFound() {
  return (
    <Container width="narrow" className="pt-10">
      <EmptyState
        icon={<SearchX aria-hidden="true" />}
        title="There is no such ticket"
        description="Check the address: a letter may be missing. The tickets in your wallet are under My tickets."
        action={
          <Button asChild>
            <Link href="/tickets">My tickets</Link>
          </Button>
        }
      />
    </Container>
  );
}
