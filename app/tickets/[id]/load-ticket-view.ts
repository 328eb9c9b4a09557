import "server-only";
import { publicContext } from "@/app/_lib/public-context";
import { historyLines } from "@/components/ticket/history-lines";
import type { TicketView } from "@/components/ticket/ticket-view";
import type { Membership, Viewer } from "@/lib/auth/viewer";
import type { Context } from "@/lib/services/context";
import { scopesOfRole } from "@/lib/services/member/roles";
import { getTicket } from "@/lib/services/ticket/get";
import { getHeldTicket } from "@/lib/services/ticket/get-held";
import { getPublicTicket } from "@/lib/services/ticket/get-public";
import { listHistory } from "@/lib/services/ticket/list-history";
import { listPublicHistory } from "@/lib/services/ticket/list-public-history";
import type { HistoryEntry, PublicTicketOutput } from "@/lib/services/ticket/schema";

/**
 * A ticket as this viewer may see it: the organiser's members see all of it, its holder their own part, others what
 * stands on the chain.
 * @throws {AppError} `not_found`.
 */
export async function loadTicketView(id: string, viewer: Viewer | null): Promise<TicketView> {
  const ticket = await getPublicTicket({ ctx: publicContext(), input: { id } });
  const signedInAs = viewer?.walletAddress ?? null;
  const membership = viewer?.organisations.find(({ slug }) => slug === ticket.event.organiser.slug);
  if (viewer && membership) return { ...(await asOrganiser(ticket, { viewer, membership })), signedInAs };
  if (viewer && !ticket.custody && ticket.owner === viewer.walletAddress) {
    return { ...(await asHolder(ticket, viewer)), signedInAs };
  }
  const entries = await listPublicHistory({ ctx: publicContext(), input: { id } });
  const history = historyLines({ ticket, entries, admissions: [] });
  return { ticket, access: "none", signedInAs, attendeeName: null, gate: null, history };
}

type Part = Omit<TicketView, "signedInAs">;

async function asOrganiser(
  ticket: PublicTicketOutput,
  { viewer, membership }: { viewer: Viewer; membership: Membership },
): Promise<Part> {
  const ctx: Context = {
    ...publicContext(),
    actor: {
      type: "user",
      id: viewer.userId,
      organisationId: membership.id,
      scopes: scopesOfRole(membership.role),
    },
  };
  const input = { id: ticket.id };
  const [{ attendee }, entries] = await Promise.all([getTicket({ ctx, input }), listHistory({ ctx, input })]);
  return {
    ticket,
    access: "organiser",
    attendeeName: attendee?.name ?? null,
    gate: ticket.checkedInAt ? lastGate(entries) : null,
    history: historyLines({ ticket, entries, admissions: [] }),
  };
}

async function asHolder(ticket: PublicTicketOutput, { walletAddress: holder }: Viewer): Promise<Part> {
  const ctx = publicContext();
  const [{ attendeeName, admissions }, entries] = await Promise.all([
    getHeldTicket({ ctx, input: { id: ticket.id, holder } }),
    listPublicHistory({ ctx, input: { id: ticket.id } }),
  ]);
  const standing = admissions.findLast((admission) => admission.undoneAt === null);
  return {
    ticket,
    access: "holder",
    attendeeName,
    gate: ticket.checkedInAt ? (standing?.gate ?? null) : null,
    history: historyLines({ ticket, entries, admissions }),
  };
}

function lastGate(entries: readonly HistoryEntry[]): string | null {
  const admissions = entries.flatMap((entry) =>
    entry.source === "scan" && entry.scan.result === "admitted" && entry.scan.type === "entry"
      ? [entry.scan]
      : [],
  );
  return admissions.findLast((scan) => scan.undoneAt === null)?.gate ?? null;
}
