"use client";

import { Button } from "@/components/ui/button";
import { Container } from "@/components/ui/container";
import { errorDigest } from "@/components/ui/error-digest";
import { ErrorState } from "@/components/ui/error-state";

type RouteErrorProps = { error: unknown; retry: () => void; title: string };

/** What `error.tsx` shows. The digest is what the server's log knows the failure by. */
export function RouteError({ error, retry, title }: RouteErrorProps) {
  return (
    <Container width="narrow" className="pt-10">
      <ErrorState
        title={title}
        description="That is our fault, not yours. Try again in a moment."
        reference={errorDigest(error)}
        action={<Button onClick={retry}>Try again</Button>}
      />
    </Container>
  );
}
