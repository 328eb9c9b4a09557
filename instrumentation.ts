/** Next calls this once when a server starts, before the first request, and never while building. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { bootOrExit } = await import("@/lib/runtime/boot-or-exit");
  await bootOrExit("web");
}
