"use client";

import { RouteError } from "@/components/ticket/route-error";

export default function TicketError(props: { error: unknown; retry: () => void }) {
  return <RouteError {...props} title="This ticket could not be loaded" />;
}
