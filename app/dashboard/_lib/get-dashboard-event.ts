import "server-only";
import { cache } from "react";
import type { Context } from "@/lib/services/context";
import { getEvent } from "@/lib/services/event/get";
import { getEventStats } from "@/lib/services/event/get-stats";

/** The event, read once for the layout and the page in it: `ctx` is the request's own, so the cache is too. */
export const getDashboardEvent = cache((ctx: Context, id: string) => getEvent({ ctx, input: { id } }));

export const getDashboardStats = cache((ctx: Context, id: string) => getEventStats({ ctx, input: { id } }));
