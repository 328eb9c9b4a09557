"use client";

import { FileSpreadsheet, PencilLine } from "lucide-react";
import { usePathname, useRouter } from "next/navigation";
import { useState } from "react";
import { TicketImport } from "@/components/event/ticket-import";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import type { BatchOutput } from "@/lib/services/batch/schema";
import type { EventOutput } from "@/lib/services/event/schema";
import { BatchProgress } from "./batch-progress";
import { ClaimCodes } from "./claim-codes";
import { IssueByHand } from "./issue-by-hand";
import type { Issued } from "./issued";

type IssueDeskProps = {
  event: Pick<EventOutput, "id" | "name" | "ticketTypes">;
  /** The batch in the address, if any: then its progress is shown. */
  batch: BatchOutput | null;
};

/** Where tickets are issued, and watched on their way. */
export function IssueDesk({ event, batch }: IssueDeskProps) {
  const router = useRouter();
  const pathname = usePathname();
  const [issued, setIssued] = useState<Issued | null>(null);

  const follow = (answer: Issued) => {
    setIssued(answer);
    router.push(`${pathname}?batch=${answer.batch.id}`);
    // The event's layout counts its tickets; a change of the query alone doesn't draw it anew.
    router.refresh();
  };

  if (batch) {
    const isOurs = issued?.batch.id === batch.id;
    return (
      <div className="flex flex-col gap-6">
        <BatchProgress key={batch.id} batch={batch} eventPath={`/dashboard/events/${event.id}`} />
        {isOurs ? <ClaimCodes tickets={issued.tickets} eventName={event.name} /> : null}
      </div>
    );
  }
  return (
    <Tabs defaultValue="list">
      <TabsList aria-label="Ways to issue tickets">
        <TabsTrigger value="list">
          <FileSpreadsheet aria-hidden="true" />
          Guest list
        </TabsTrigger>
        <TabsTrigger value="hand">
          <PencilLine aria-hidden="true" />
          By hand
        </TabsTrigger>
      </TabsList>
      {/* Both stay mounted while hidden: a look at the other one loses nothing. */}
      <TabsContent value="list" forceMount className="data-[state=inactive]:hidden">
        <TicketImport event={event} onIssued={follow} />
      </TabsContent>
      <TabsContent value="hand" forceMount className="data-[state=inactive]:hidden">
        <IssueByHand event={event} onIssued={follow} />
      </TabsContent>
    </Tabs>
  );
}
