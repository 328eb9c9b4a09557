/** 128 random bits. `crypto.randomUUID` exists on https and localhost only, and a phone may come by plain http. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
