import type { Metadata } from "next";
import { apiDocument } from "@/app/api/v1/document";
import { ApiReference } from "@/components/docs/api-reference";
import { referenceOf } from "@/components/docs/reference-of";
import { Button } from "@/components/ui/button";
import { Container } from "@/components/ui/container";
import { PageHeader } from "@/components/ui/page-header";
import { getRuntime } from "@/lib/runtime/runtime";

export const metadata: Metadata = {
  title: "API reference",
  description: "Every call of the TicketChain API, with its fields, answers and refusals.",
};

/** The reference for people, from the same document that programs read. */
export default function ApiReferencePage() {
  const { appUrl } = getRuntime().env;
  return (
    <Container>
      <PageHeader
        title="API reference"
        description={`Everything below is under ${appUrl}/api/v1.`}
        actions={
          <Button asChild variant="secondary">
            <a href="/api/v1/openapi.json">openapi.json</a>
          </Button>
        }
      />
      <ApiReference reference={referenceOf(apiDocument())} appUrl={appUrl} />
    </Container>
  );
}
