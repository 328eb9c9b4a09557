"use client";

import { RouteError } from "@/components/dashboard/route-error";

type Props = { error: unknown; retry: () => void };

/** Inside the event's layout, so that its tabs stay within reach. */
export default function EventError({ error, retry }: Props) {
  return <RouteError error={error} retry={retry} />;
}
