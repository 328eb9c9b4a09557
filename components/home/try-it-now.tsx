"use client";

import { Flame } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Container } from "@/components/ui/container";
import { useSession } from "@/components/wallet/session-provider";
import { SignInButton } from "@/components/wallet/sign-in-button";

/** On the local chain only: the shortest way from curious to signed in. */
export function TryItNow() {
  const { viewer, config } = useSession();
  if (!config.burner) return null;
  return (
    <Container>
      <section
        aria-labelledby="try-it-now"
        className="flex flex-wrap items-center gap-x-6 gap-y-5 rounded-card bg-primary-soft p-5 text-primary-soft-foreground sm:px-7 sm:py-6"
      >
        <Flame aria-hidden="true" className="size-6 shrink-0 max-sm:hidden" />
        <div className="min-w-0 flex-1 basis-72">
          <h2 id="try-it-now" className="font-semibold text-heading">
            {viewer
              ? "You are in. Now take an event the whole way"
              : "Try it now, without a wallet of your own"}
          </h2>
          <p className="mt-1 max-w-[62ch] text-sm">
            {viewer
              ? "Create an event, issue a ticket to yourself, and find it under My tickets. The chain runs on this machine; nothing costs money."
              : "No extension needed: a burner wallet is made for you in this browser, with coins of a chain that runs on this machine. Nothing costs money."}
          </p>
        </div>
        {viewer ? (
          <Button asChild className="max-sm:w-full">
            <Link href="/dashboard">Open the dashboard</Link>
          </Button>
        ) : (
          <SignInButton label="Try it now" className="max-sm:w-full" />
        )}
      </section>
    </Container>
  );
}
