"use client";

import { FileUp } from "lucide-react";
import { type DragEvent, useId, useRef, useState } from "react";
import { DownloadCsv } from "@/components/dashboard/download-csv";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Spinner } from "@/components/ui/spinner";
import { GUESTS_MAX } from "./guest-list";
import { guestListTemplate } from "./guest-list-template";

type TicketImportDropzoneProps = {
  typeNames: readonly string[];
  failure: string | null;
  isReading: boolean;
  onFile: (file: File) => void;
};

/** Takes a file by drop, by press or by keyboard. */
export function TicketImportDropzone({ typeNames, failure, isReading, onFile }: TicketImportDropzoneProps) {
  const { isOver, handlers } = useFileDrop(onFile);
  const input = useRef<HTMLInputElement>(null);
  const hintId = useId();
  return (
    <div className="flex flex-col gap-4">
      {failure ? <Alert tone="danger">{failure}</Alert> : null}
      {/* Dropping is a shortcut for the button inside, which everybody can reach. */}
      <section
        aria-label="Guest list"
        {...handlers}
        className={cn(
          "flex flex-col items-center rounded-card border border-input/60 border-dashed px-6 py-12 text-center transition-colors sm:py-16",
          isOver && "border-primary border-solid bg-primary-soft",
        )}
      >
        <span className="mb-4 grid size-12 place-items-center rounded-full bg-primary-soft text-primary-soft-foreground">
          {isReading ? (
            <Spinner label="Reading the file" />
          ) : (
            <FileUp aria-hidden="true" className="size-5" />
          )}
        </span>
        <h2 className="font-semibold text-heading">
          <span className="max-sm:hidden">Drop your guest list here</span>
          <span className="sm:hidden">Choose your guest list</span>
        </h2>
        <p id={hintId} className="mt-1.5 max-w-md text-muted-foreground text-sm">
          A CSV file with up to {GUESTS_MAX.toLocaleString("en")} guests: name, e-mail or wallet, ticket type.
          You see everything before anything is issued.
        </p>
        <div className="mt-5 flex flex-wrap justify-center gap-2">
          <Button aria-describedby={hintId} onClick={() => input.current?.click()}>
            Choose a file
          </Button>
          <DownloadCsv variant="secondary" fileName="guest-list.csv" csv={() => guestListTemplate(typeNames)}>
            Template
          </DownloadCsv>
        </div>
        <input
          ref={input}
          type="file"
          tabIndex={-1}
          aria-label="Guest list file"
          accept=".csv,.tsv,.txt,text/csv,text/plain,text/tab-separated-values"
          className="sr-only"
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            // So that the same file, mended, can be chosen again.
            target.value = "";
            if (file) onFile(file);
          }}
        />
      </section>
    </div>
  );
}

function useFileDrop(onFile: (file: File) => void) {
  const [isOver, setOver] = useState(false);
  const handlers = {
    onDragOver: (event: DragEvent) => {
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: (event: DragEvent) => {
      if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)))
        setOver(false);
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      const [file] = event.dataTransfer.files;
      if (file) onFile(file);
    },
  };
  return { isOver, handlers };
}
