import Link from "next/link";
import { CodeBlock } from "@/components/docs/code-block";
import { Button } from "@/components/ui/button";
import { Container } from "@/components/ui/container";

const PROMISES = [
  {
    title: "Whose it is",
    text: "A ticket in a guest's wallet moves only when the guest signs, under rules fixed before the first one was issued.",
  },
  {
    title: "That it is used once",
    text: "Checked in and invalidated are written on the chain, for anyone to read.",
  },
  {
    title: "That the event is the organiser's",
    text: "Each event is a contract owned by the organiser's wallet. Our server only works for it, and can be dismissed.",
  },
] as const;

/** A call that the API really takes; the reference has them all. */
const MINT_CALL = (appUrl: string) => `curl ${appUrl}/api/v1/tickets/mint \\
  -H "Authorization: Bearer $TICKETCHAIN_KEY" \\
  -H "Idempotency-Key: guest-0042" \\
  -H "Content-Type: application/json" \\
  -d '{
    "eventId": "evt_…",
    "tickets": [{ "ticketTypeId": "typ_…", "to": "0x…" }]
  }'`;

/** What is kept where nobody can change it, and how programs take part. */
export function ChainPromises({ appUrl }: { appUrl: string }) {
  return (
    <Container className="grid gap-x-16 gap-y-14 pt-16 sm:pt-24 lg:grid-cols-2">
      <section aria-labelledby="promises-title">
        <h2 id="promises-title" className="font-semibold text-title">
          What the chain keeps
        </h2>
        <dl className="mt-6 divide-y border-y">
          {PROMISES.map((promise) => (
            <div key={promise.title} className="py-5">
              <dt className="font-semibold">{promise.title}</dt>
              <dd className="mt-1 max-w-[54ch] text-muted-foreground">{promise.text}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section aria-labelledby="api-title" className="min-w-0">
        <h2 id="api-title" className="font-semibold text-title">
          Everything is an API call too
        </h2>
        <p className="mt-3 mb-6 max-w-[54ch] text-muted-foreground">
          The dashboard uses the same services. Repeat a call with the same key and it happens once.
        </p>
        <CodeBlock title="Issue a ticket" what="example call" code={MINT_CALL(appUrl)} />
        <Button asChild variant="link" className="mt-4">
          <Link href="/docs/api">Read the API reference</Link>
        </Button>
      </section>
    </Container>
  );
}
