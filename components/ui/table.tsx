// biome-ignore-all lint/a11y/noRedundantRoles: browsers drop a table's semantics once its parts are no longer displayed as one.
import type { ComponentProps } from "react";
import { cn } from "./cn";

/*
 * On phones each row becomes a card: the cell marked `main` is its title, the others are "label … value" lines.
 */

export interface TableProps extends ComponentProps<"table"> {
  /** What the table lists; read to screen readers, not drawn. */
  caption: string;
}

export function Table({ caption, className, children, ...props }: TableProps) {
  return (
    <div className="min-w-0 md:overflow-x-auto">
      <table role="table" className={cn("w-full text-sm max-md:block", className)} {...props}>
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </div>
  );
}

export function TableHeader({ className, ...props }: ComponentProps<"thead">) {
  return <thead role="rowgroup" className={cn("max-md:sr-only", className)} {...props} />;
}

export function TableBody({ className, ...props }: ComponentProps<"tbody">) {
  return <tbody role="rowgroup" className={cn("max-md:block max-md:divide-y", className)} {...props} />;
}

export function TableRow({ className, ...props }: ComponentProps<"tr">) {
  return (
    <tr
      role="row"
      className={cn(
        "transition-colors md:border-t md:hover:bg-muted/60 md:[thead_&]:border-t-0 md:[thead_&]:hover:bg-transparent",
        "max-md:grid max-md:grid-cols-[minmax(0,1fr)] max-md:gap-1.5 max-md:px-4 max-md:py-4",
        className,
      )}
      {...props}
    />
  );
}

export interface TableHeadProps extends ComponentProps<"th"> {
  /** For numbers: right-aligned. */
  numeric?: boolean;
}

export function TableHead({ numeric, className, ...props }: TableHeadProps) {
  return (
    <th
      role="columnheader"
      scope="col"
      className={cn(
        "h-10 whitespace-nowrap px-3 text-left font-medium text-muted-foreground text-xs first:pl-6 last:pr-6",
        numeric && "text-right",
        className,
      )}
      {...props}
    />
  );
}

export interface TableCellProps extends ComponentProps<"td"> {
  /** Written before the value on phones, where there is no header row. */
  label?: string;
  /** The row's title on phones. */
  main?: boolean;
  numeric?: boolean;
}

export function TableCell({ label, main, numeric, className, ...props }: TableCellProps) {
  return (
    <td
      role="cell"
      data-label={label}
      className={cn(
        "px-3 py-3 align-middle md:first:pl-6 md:last:pr-6",
        numeric && "tabular-nums md:text-right",
        "max-md:flex max-md:min-w-0 max-md:items-center max-md:justify-between max-md:gap-4 max-md:p-0",
        label &&
          "max-md:before:shrink-0 max-md:before:text-muted-foreground max-md:before:content-[attr(data-label)]",
        main && "font-medium max-md:order-first max-md:text-base",
        className,
      )}
      {...props}
    />
  );
}
