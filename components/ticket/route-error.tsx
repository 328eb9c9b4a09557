"use client";

import { Button } from "@/components/ui/button";
import { Container } from "@/components/ui/container";
import { ErrorState } from "@/components/ui/error-state";

type RouteErrorProps = { error: unknown; retry: () => void; title: string };

/** What `error.tsx` shows. The digest is what the server's log knows the failure by. */
export function RouteError({ error, retry, title }: RouteErrorProps) {
  const digest =
    error instanceof Error && "digest" in error && typeof error.digest === "string"
      ? error.digest
      : undefined;
  return (
    <Container width="narrow" className="pt-10">
      <ErrorState
        title={title}
        description="That is our fault, not yours. Try again in a moment."
        reference={digest}
        action={<Button onClick={retry}>Try again</Button>}
      />
    </Container>
  );
}
