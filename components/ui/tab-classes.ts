/** Shared by `Tabs` and `NavTabs`. The list scrolls sideways on phones, without a bar. */
export const tabListClasses =
  "-mx-4 flex gap-1 overflow-x-auto border-b px-4 [scrollbar-width:none] sm:mx-0 sm:gap-2 sm:px-0";

export const tabClasses = [
  "relative inline-flex h-11 shrink-0 cursor-pointer items-center gap-2 whitespace-nowrap px-2.5 font-medium text-muted-foreground text-sm transition-colors hover:text-foreground",
  "focus-visible:-outline-offset-2 focus-visible:rounded-control [&_svg]:size-4",
  "after:absolute after:inset-x-2.5 after:-bottom-px after:h-0.5 after:rounded-full after:content-['']",
  "data-[state=active]:text-foreground data-[state=active]:after:bg-primary",
];
