"use client";

import { Button } from "@/components/ui/button";
import { Container } from "@/components/ui/container";
import { errorDigest } from "@/components/ui/error-digest";
import { ErrorState } from "@/components/ui/error-state";
import { Logo } from "@/components/ui/logo";
import "./globals.css";

/** Stands in for the root layout when that one fails, so it brings its own page and needs nothing of the server's. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <head>
        <title>TicketChain could not be shown</title>
      </head>
      <body>
        <Container width="narrow" className="grid gap-8 py-10">
          <Logo />
          <ErrorState
            title="TicketChain could not be shown"
            description="That is our fault, not yours. Tickets and check-ins are safe; try again in a moment."
            reference={errorDigest(error)}
            action={<Button onClick={retry}>Try again</Button>}
          />
        </Container>
      </body>
    </html>
  );
}
