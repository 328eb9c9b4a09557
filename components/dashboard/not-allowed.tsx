import { Lock } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Container } from "@/components/ui/container";
import { EmptyState } from "@/components/ui/empty-state";

/** For members whose role doesn't reach as far as this page. */
export function NotAllowed({ role }: { role: string }) {
  return (
    <Container className="pt-10">
      <EmptyState
        icon={<Lock />}
        title="Your role doesn't allow this"
        description={`You are here as ${role.replaceAll("_", " ")}. Ask an owner or admin of your organisation to do it, or to give you the role.`}
        action={
          <Button asChild variant="secondary">
            <Link href="/dashboard">To the dashboard</Link>
          </Button>
        }
      />
    </Container>
  );
}
