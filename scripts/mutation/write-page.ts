import type { Scored } from "./score";
export async function writePage(_scored: readonly Scored[]): Promise<void> {}
