import { SearchX } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Container } from "@/components/ui/container";
import { EmptyState } from "@/components/ui/empty-state";

export default function DashboardNotFound() {
  return (
    <Container className="pt-10">
      <EmptyState
        icon={<SearchX />}
        title="There is no such page in your organisation"
        description="The address may be mistyped, or it belongs to another organisation."
        action={
          <Button asChild>
            <Link href="/dashboard">To your events</Link>
          </Button>
        }
      />
    </Container>
  );
}
