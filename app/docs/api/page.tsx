import type { Metadata } from "next";
import { apiDocument } from "@/app/api/v1/document";
import { ErrorTable } from "@/components/docs/error-table";
import { OperationCard } from "@/components/docs/operation-card";
import { Prose } from "@/components/docs/prose";
import { ReferenceContents } from "@/components/docs/reference-contents";
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
  const { description, sections } = referenceOf(apiDocument());
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
      <div className="grid gap-8 pb-16 lg:grid-cols-[13rem_minmax(0,1fr)]">
        <div className="min-w-0">
          <ReferenceContents sections={sections} />
        </div>
        <div className="flex min-w-0 flex-col gap-12">
          <Prose text={description} />
          {sections.map(({ name, description: about, operations }) => (
            <section key={name} aria-labelledby={name} className="flex flex-col gap-4">
              <div>
                <h2 id={name} className="scroll-mt-24 font-semibold text-title">
                  {name}
                </h2>
                <p className="mt-1 text-muted-foreground">{about}</p>
              </div>
              {operations.map((operation) => (
                <OperationCard key={operation.id} operation={operation} appUrl={appUrl} />
              ))}
            </section>
          ))}
          <ErrorTable />
        </div>
      </div>
    </Container>
  );
}
