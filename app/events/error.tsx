"use client";

import { RouteError } from "@/components/ticket/route-error";

export default function EventsError(props: { error: unknown; retry: () => void }) {
  return <RouteError {...props} title="The events could not be loaded" />;
}
