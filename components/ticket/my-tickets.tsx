"use client";

import { ChevronDown, Ticket as TicketIcon, Wallet } from "lucide-react";
import type { Address } from "viem";
import { useAccount } from "wagmi";
import { ApiProblem } from "@/components/api/api-problem";
import { useMounted } from "@/components/dashboard/use-mounted";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { shorten } from "@/components/ui/shorten";
import { useSession } from "@/components/wallet/session-provider";
import { SignInButton } from "@/components/wallet/sign-in-button";
import { sortTickets } from "./my-ticket";
import { MyTicketsSkeleton } from "./my-tickets-skeleton";
import { TicketCard } from "./ticket-card";
import { useArrivals } from "./use-arrivals";
import { type InitialTickets, type MyTicketsAnswer, useMyTickets } from "./use-my-tickets";

/**
 * The wallet's tickets, from the chain. `initial` is what the server knew when it drew the page: shown until the chain
 * has been read. A session without a connected wallet (a locked one, say) is enough, since reading needs no key.
 */
export function MyTickets({ initial }: { initial: InitialTickets | null }) {
  const owner = useOwner(initial);
  const { data, error, isPlaceholderData, refetch } = useMyTickets(owner, initial);
  useArrivals(owner, isPlaceholderData ? undefined : data);

  if (!owner) return <NoWallet />;
  if (error && !data) {
    return (
      <ErrorState
        title="Your tickets could not be loaded"
        description={`${reasonOf(error)} Your tickets themselves are safe: they are on the chain.`}
        action={<Button onClick={() => void refetch()}>Try again</Button>}
      />
    );
  }
  if (!data) return <MyTicketsSkeleton />;
  return (
    <div className="flex flex-col gap-6">
      {error ? (
        <Alert tone="warn" title="Not up to date">
          {reasonOf(error)}
        </Alert>
      ) : (
        <ReadFrom answer={data} isReading={isPlaceholderData} />
      )}
      {data.tickets.length === 0 ? <NoTickets owner={owner} /> : <Lists answer={data} />}
    </div>
  );
}

/** Only an `ApiProblem` was written for people. */
function reasonOf(error: Error): string {
  if (!(error instanceof ApiProblem)) return "The server's answer could not be understood.";
  return error.isUnanswered ? "TicketChain can't be reached at the moment." : error.message;
}

/** Until the browser has taken over, whom the server drew the page for; then whose wallet is here. */
function useOwner(initial: InitialTickets | null): Address | null {
  const isMounted = useMounted();
  const { address } = useAccount();
  const { viewer } = useSession();
  if (!isMounted) return initial?.owner ?? null;
  return address ?? viewer?.walletAddress ?? null;
}

function Lists({ answer }: { answer: MyTicketsAnswer }) {
  const { upcoming, past } = sortTickets(answer.tickets, Date.now());
  return (
    <>
      {upcoming.length > 0 ? (
        <section aria-label="Tickets for events to come">
          <TicketGrid tickets={upcoming} />
        </section>
      ) : (
        <EmptyState
          icon={<TicketIcon aria-hidden="true" />}
          title="Nothing ahead"
          description="You hold no ticket for an event to come. The past ones are below."
        />
      )}
      {past.length > 0 ? (
        <details className="group/past border-t pt-2">
          <summary className="flex min-h-11 w-fit cursor-pointer list-none items-center gap-2 rounded-sm font-medium text-sm [&::-webkit-details-marker]:hidden">
            <ChevronDown
              aria-hidden="true"
              className="size-4 text-muted-foreground transition-transform group-open/past:rotate-180"
            />
            Past events ({past.length})
          </summary>
          <div className="pt-3">
            <TicketGrid tickets={past} />
          </div>
        </details>
      ) : null}
    </>
  );
}

function TicketGrid({ tickets }: { tickets: MyTicketsAnswer["tickets"] }) {
  return (
    <ul className="grid gap-5 sm:grid-cols-2 lg:grid-cols-3">
      {tickets.map((ticket) => (
        <li key={ticket.key}>
          <TicketCard ticket={ticket} />
        </li>
      ))}
    </ul>
  );
}

/** Where the list comes from, so that nobody takes the server's word for the chain's. */
function ReadFrom({ answer, isReading }: { answer: MyTicketsAnswer; isReading: boolean }) {
  if (isReading) {
    return (
      <p role="status" className="text-muted-foreground text-sm">
        Reading the chain …
      </p>
    );
  }
  if (answer.block === null) {
    return (
      <Alert tone="warn" title="The chain can't be reached at the moment">
        This is what the server knew last. It is read from the chain again as soon as that works.
      </Alert>
    );
  }
  return (
    <>
      <p className="text-muted-foreground text-sm">
        Read from the chain at block <span className="tabular-nums">{answer.block.toString()}</span>
      </p>
      {answer.missing > 0 ? (
        <Alert tone="warn" title={`${answer.missing} more of your tickets could not be found`}>
          The chain counts them as yours, but they came to your wallet too long ago to be searched for from
          here.
        </Alert>
      ) : null}
    </>
  );
}

function NoWallet() {
  return (
    <EmptyState
      icon={<Wallet aria-hidden="true" />}
      title="Your tickets are in your wallet"
      description="Connect it, and the tickets it holds are read from the chain and shown here."
      action={<SignInButton size="lg" label="Connect wallet" />}
    />
  );
}

function NoTickets({ owner }: { owner: string }) {
  return (
    <EmptyState
      icon={<TicketIcon aria-hidden="true" />}
      title="No tickets yet"
      description={
        <>
          Give the organiser your address, <code className="font-mono text-foreground">{shorten(owner)}</code>
          . What is issued to it appears here by itself.
        </>
      }
      action={<CopyButton value={owner} what="your address" text="Copy my address" />}
    />
  );
}
