import { Card, CardBody, CardHeader } from "@/components/ui/card";
import type { PublicEventOutput } from "@/lib/services/event/schema";
import { ticketRules } from "./public-rules";

/** What a ticket allows its holder. */
export function PublicRulesCard({ event }: { event: PublicEventOutput }) {
  return (
    <Card>
      <CardHeader
        title="What a ticket allows"
        description="The event's contract enforces this. The organiser can't change it any more."
      />
      <CardBody>
        <dl className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
          {ticketRules(event).map((rule) => (
            <div key={rule.title}>
              <dt className="font-medium text-sm">{rule.title}</dt>
              <dd className="mt-0.5 text-muted-foreground text-sm">{rule.text}</dd>
            </div>
          ))}
        </dl>
      </CardBody>
    </Card>
  );
}
