"use client";

import { RouteError } from "@/components/ticket/route-error";

export default function EventError(props: { error: unknown; retry: () => void }) {
  return <RouteError {...props} title="This event could not be loaded" />;
}
