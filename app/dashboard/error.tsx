"use client";

import { RouteError } from "@/components/dashboard/route-error";
import { Container } from "@/components/ui/container";

type Props = { error: unknown; retry: () => void };

export default function DashboardError({ error, retry }: Props) {
  return (
    <Container className="pt-10">
      <RouteError error={error} retry={retry} />
    </Container>
  );
}
