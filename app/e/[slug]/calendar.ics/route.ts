import { publicContext } from "@/app/_lib/public-context";
import { calendarFile } from "@/components/event/public-calendar";
import { AppError } from "@/lib/errors";
import { getRuntime } from "@/lib/runtime/runtime";
import { getPublicEventBySlug } from "@/lib/services/event/get-public-by-slug";

/** The event for the visitor's own calendar. */
export async function GET(_request: Request, { params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const ctx = publicContext();
  const event = await getPublicEventBySlug({ ctx, input: { slug } }).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  });
  if (!event) return new Response("There is no such event.\n", { status: 404 });
  const url = `${getRuntime().env.appUrl}/e/${event.slug}`;
  return new Response(calendarFile(event, { url, now: ctx.clock.now() }), {
    headers: {
      "Content-Type": "text/calendar; charset=utf-8",
      "Content-Disposition": `attachment; filename="${event.slug}.ics"`,
      "Cache-Control": "no-store",
    },
  });
}
