/** The look shared by everything one types or picks in. */
export const controlClasses = [
  "w-full min-w-0 rounded-control border border-input/70 bg-card text-foreground text-sm touch:text-base",
  "shadow-raised transition-[border-color,box-shadow] placeholder:text-muted-foreground/80 hover:border-input",
  "focus-visible:border-ring focus-visible:outline-2 focus-visible:outline-ring/35 focus-visible:outline-offset-0",
  "disabled:cursor-not-allowed disabled:bg-muted disabled:opacity-60",
  "aria-invalid:border-danger aria-invalid:focus-visible:outline-danger/35",
];
