"use client";

import { CalendarPlus, Flame, ScanLine, Ticket } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { Alert } from "@/components/ui/alert";
import { Card, CardBody } from "@/components/ui/card";
import { Container } from "@/components/ui/container";
import { PageHeader } from "@/components/ui/page-header";
import { useSession } from "@/components/wallet/session-provider";
import { SignInButton } from "@/components/wallet/sign-in-button";

const STEPS = [
  { icon: CalendarPlus, title: "Create an event", text: "Name, time, place, and what tickets there are." },
  { icon: Ticket, title: "Issue tickets", text: "By hand or from a guest list, each a token of its own." },
  { icon: ScanLine, title: "Check guests in", text: "Once each; the chain keeps count with you." },
] as const;

/** Stands in for every page of the dashboard until somebody has signed in, and then makes way for that page. */
export function SignInPrompt() {
  const { config } = useSession();
  useForgetLapsedSession();
  return (
    <Container width="narrow">
      <PageHeader
        title="Organise with TicketChain"
        description="Sign in with your wallet. It will own your events' contracts, so that your tickets stay yours whatever becomes of this server."
      />
      <Card>
        <CardBody className="flex flex-col gap-8">
          <ol className="grid gap-6 sm:grid-cols-3">
            {STEPS.map(({ icon: Icon, title, text }) => (
              <li key={title} className="flex gap-3 sm:flex-col">
                <span className="grid size-10 shrink-0 place-items-center rounded-full bg-primary-soft text-primary-soft-foreground">
                  <Icon aria-hidden="true" className="size-5" />
                </span>
                <div>
                  <h2 className="font-medium">{title}</h2>
                  <p className="mt-0.5 text-muted-foreground text-sm">{text}</p>
                </div>
              </li>
            ))}
          </ol>
          <SignInButton size="lg" label="Sign in with a wallet" className="w-full sm:w-fit" />
          {config.burner ? <BurnerHint /> : null}
        </CardBody>
      </Card>
    </Container>
  );
}

function BurnerHint() {
  return (
    <Alert tone="neutral" title="No wallet? No matter.">
      <p>
        This server runs on its own local chain, so you can choose the{" "}
        <Flame aria-hidden="true" className="-mt-0.5 inline size-3.5" /> burner wallet: a key kept in this
        browser, with test money in it. Nothing to install.
      </p>
    </Alert>
  );
}

/** The server knows of no session, though the browser may still believe in one that has ended: asks for everything anew. */
function useForgetLapsedSession(): void {
  const { viewer } = useSession();
  const router = useRouter();
  useEffect(() => {
    if (viewer) router.refresh();
  }, [viewer, router]);
}
