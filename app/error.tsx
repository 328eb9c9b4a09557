"use client";

import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Container } from "@/components/ui/container";
import { errorDigest } from "@/components/ui/error-digest";
import { ErrorState } from "@/components/ui/error-state";

/** For whatever has no error page nearer by. Header and navigation stay in place. */
export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <Container width="narrow" className="pt-10">
      <ErrorState
        title="This page could not be shown"
        description="That is our fault, not yours. Nothing you did is lost; trying again often helps."
        reference={errorDigest(error)}
        action={
          <>
            <Button onClick={retry}>Try again</Button>
            <Button asChild variant="secondary">
              <Link href="/">Home</Link>
            </Button>
          </>
        }
      />
    </Container>
  );
}
