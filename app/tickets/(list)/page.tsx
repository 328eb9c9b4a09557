import type { Metadata } from "next";
import { headers } from "next/headers";
import { publicContext } from "@/app/_lib/public-context";
import { MyTickets } from "@/components/ticket/my-tickets";
import { Container } from "@/components/ui/container";
import { PageHeader } from "@/components/ui/page-header";
import { getViewer } from "@/lib/auth/session";
import { listTicketsByOwner } from "@/lib/services/ticket/list-by-owner";

export const metadata: Metadata = { title: "My tickets", robots: { index: false } };

const INITIAL_MAX = 50;

export default async function MyTicketsPage() {
  return (
    <Container>
      <PageHeader title="My tickets" description="The tickets your wallet holds." />
      <MyTickets initial={await knownTickets()} />
    </Container>
  );
}

/** What the server knows of the viewer's tickets, to be seen before the browser has read the chain. */
async function knownTickets() {
  const viewer = await getViewer(await headers());
  if (!viewer) return null;
  const owner = viewer.walletAddress;
  const page = await listTicketsByOwner({ ctx: publicContext(), input: { owner, limit: INITIAL_MAX } });
  return { owner, tickets: page.data };
}
