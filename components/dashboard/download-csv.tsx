"use client";

import { Download } from "lucide-react";
import type { ReactNode } from "react";
import { Button, type ButtonProps } from "@/components/ui/button";

type DownloadCsvProps = {
  fileName: string;
  /** Asked for when pressed: large lists are written only for those who want them. */
  csv: () => string;
  children: ReactNode;
} & Pick<ButtonProps, "variant" | "className">;

/** Saves a CSV file that is made in the browser. */
export function DownloadCsv({ fileName, csv, children, ...props }: DownloadCsvProps) {
  return (
    <Button {...props} onClick={() => save(fileName, csv())}>
      <Download aria-hidden="true" />
      {children}
    </Button>
  );
}

/** The byte-order mark lets spreadsheets read accents. */
function save(fileName: string, csv: string): void {
  const url = URL.createObjectURL(new Blob([`\uFEFF${csv}`], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  // Not at once: some browsers read it only after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
