"use client";

import type { Issued } from "@/components/dashboard/issued";
import { Alert } from "@/components/ui/alert";
import { Card, CardBody } from "@/components/ui/card";
import type { EventOutput } from "@/lib/services/event/schema";
import { TicketImportColumns } from "./ticket-import-columns";
import { TicketImportDropzone } from "./ticket-import-dropzone";
import { TicketImportIssue } from "./ticket-import-issue";
import { TicketImportPreview } from "./ticket-import-preview";
import { TicketImportSummary } from "./ticket-import-summary";
import { useTicketImport } from "./use-ticket-import";

type TicketImportProps = {
  event: Pick<EventOutput, "id" | "name" | "ticketTypes">;
  onIssued: (issued: Issued) => void;
};

/** From a guest list to tickets: choose a file, see what would be issued and what is wrong, then issue. */
export function TicketImport({ event, onIssued }: TicketImportProps) {
  const { state, list, rows, ready, actions } = useTicketImport(event, onIssued);
  if (!state.file || !list) {
    return (
      <TicketImportDropzone
        typeNames={event.ticketTypes.map(({ name }) => name)}
        failure={state.failure}
        isReading={state.isReading}
        onFile={actions.readFile}
      />
    );
  }
  return (
    <div className="flex flex-col gap-6">
      <Card>
        <CardBody className="flex flex-col gap-5">
          <TicketImportSummary
            fileName={state.file.name}
            list={list}
            rows={rows}
            ticketTypes={event.ticketTypes}
            defaultTypeId={state.defaultTypeId}
            onDefaultType={actions.chooseType}
            onRemove={actions.removeFile}
          />
          {list.problems.map((problem) => (
            <Alert key={problem} tone="danger" title="This list can't be imported as it is">
              {problem}
            </Alert>
          ))}
          <TicketImportColumns headers={list.headers} onChange={actions.chooseColumns} />
        </CardBody>
        {list.problems.length === 0 ? (
          <TicketImportIssue
            rows={rows}
            ready={ready}
            isSkipping={state.isSkipping}
            isSending={state.isSending}
            failure={state.failure}
            onSkip={actions.setSkipping}
            onIssue={() => void actions.issue()}
          />
        ) : null}
      </Card>
      {list.problems.length === 0 ? <TicketImportPreview rows={rows} /> : null}
    </div>
  );
}
