"use client";

import { RouteError } from "@/components/ticket/route-error";

export default function MyTicketsError(props: { error: unknown; retry: () => void }) {
  return <RouteError {...props} title="Your tickets could not be loaded" />;
}
