import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

/** tailwind-merge must know our own names, or it takes `text-title` for a colour and drops the real one. */
const merge = extendTailwindMerge({
  extend: {
    theme: {
      text: ["display", "title", "heading"],
      radius: ["control", "card", "ticket"],
      shadow: ["raised", "floating"],
    },
  },
});

/** Joins class names; later Tailwind classes win over earlier ones of the same kind. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
