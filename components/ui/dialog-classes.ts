/** Shared by `Dialog` and `ConfirmDialog`. */
export const dialogOverlayClasses =
  "fixed inset-0 z-50 bg-overlay data-[state=closed]:animate-fade-out data-[state=open]:animate-fade-in";

export const dialogContentClasses = [
  "fixed z-50 flex max-h-[min(88dvh,48rem)] flex-col border bg-popover text-foreground shadow-floating outline-none",
  "max-sm:inset-x-0 max-sm:bottom-0 max-sm:rounded-t-[1.25rem] max-sm:border-b-0",
  "max-sm:data-[state=closed]:animate-sheet-out max-sm:data-[state=open]:animate-sheet-in",
  "sm:top-1/2 sm:left-1/2 sm:w-[calc(100vw-3rem)] sm:max-w-lg sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-card",
  "sm:data-[state=closed]:animate-pop-out sm:data-[state=open]:animate-pop-in",
];
