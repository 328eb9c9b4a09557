/** What a colour means. `neutral` says nothing, `info` is under way, `success` is done, `warn` needs a look, `danger` is refused. */
export type Tone = "neutral" | "info" | "success" | "warn" | "danger";

/** Soft surface with readable text on it. */
export const TONE_SOFT: Record<Tone, string> = {
  neutral: "bg-neutral-soft text-neutral-soft-foreground",
  info: "bg-info-soft text-info-soft-foreground",
  success: "bg-success-soft text-success-soft-foreground",
  warn: "bg-warn-soft text-warn-soft-foreground",
  danger: "bg-danger-soft text-danger-soft-foreground",
};

/** Text or icon straight on a card or the page. */
export const TONE_TEXT: Record<Tone, string> = {
  neutral: "text-muted-foreground",
  info: "text-info",
  success: "text-success",
  warn: "text-warn",
  danger: "text-danger",
};

/** Solid fill: bars and dots, never under text. */
export const TONE_FILL: Record<Tone, string> = {
  neutral: "bg-input",
  info: "bg-info",
  success: "bg-success",
  warn: "bg-warn",
  danger: "bg-danger",
};
