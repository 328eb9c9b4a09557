import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { IssueDesk } from "@/components/dashboard/issue-desk";
import { NotIssuable } from "@/components/dashboard/not-issuable";
import { getBatch } from "@/lib/services/batch/get";
import { drawForMember } from "../../../_lib/draw-for-member";
import { getDashboardEvent } from "../../../_lib/get-dashboard-event";

export const metadata: Metadata = { title: "Issue tickets" };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ batch?: string | string[] }> };

export default function IssuePage({ params, searchParams }: Props) {
  return drawForMember(async ({ ctx }) => {
    const [{ id }, { batch: batchId }] = await Promise.all([params, searchParams]);
    const [event, batch] = await Promise.all([
      getDashboardEvent(ctx, id),
      typeof batchId === "string" ? getBatch({ ctx, input: { id: batchId } }) : null,
    ]);
    if (batch && batch.eventId !== event.id) notFound();
    if (!batch && event.status !== "published" && event.status !== "ended")
      return <NotIssuable event={event} />;
    const { name, ticketTypes } = event;
    return <IssueDesk event={{ id: event.id, name, ticketTypes }} batch={batch} />;
  });
}
