"use client";

import { Rocket } from "lucide-react";
import { useRouter } from "next/navigation";
import { z } from "zod";
import { problemMessage } from "@/components/api/problem-message";
import { useApiWrite } from "@/components/api/use-api-write";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { EventOutput } from "@/lib/services/event/schema";

const published = z.object({ status: z.string() });

/** What a draft needs to become an event: said first, then asked once more. */
export function PublishCard({ event, hasFailed }: { event: EventOutput; hasFailed: boolean }) {
  const router = useRouter();
  const write = useApiWrite();

  const publish = async () => {
    try {
      await write(`/events/${event.id}/publish`, { method: "POST", answer: published });
    } catch (error) {
      throw new Error(problemMessage(error), { cause: error });
    }
    router.refresh();
  };

  return (
    <Card className={hasFailed ? "border-danger/50" : "border-primary/40"}>
      <CardBody className="flex flex-col gap-4">
        <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-4">
          <div className="max-w-prose">
            <h2 className="font-semibold text-heading">
              {hasFailed ? "The chain refused the contract" : "This event is a draft"}
            </h2>
            <p className="mt-1 text-muted-foreground text-sm">
              {hasFailed
                ? "Nothing was lost. Publish again to have it deployed once more."
                : "Only you can see it. Publish it to give it a page for guests and a contract on the chain; after that you can issue tickets."}
            </p>
          </div>
          <ConfirmDialog
            trigger={
              <Button className="max-sm:w-full">
                <Rocket aria-hidden="true" />
                Publish event
              </Button>
            }
            title={`Publish “${event.name}”?`}
            description="This deploys the event's contract, owned by your wallet. It takes a few seconds and can't be undone."
            confirmLabel="Publish event"
            onConfirm={publish}
          >
            <div className="grid gap-4 text-sm sm:grid-cols-2">
              <Consequences
                title="From then on"
                items={[
                  "Guests can open its page",
                  "You can issue tickets",
                  "Its contract is yours for good",
                ]}
              />
              <Consequences
                title="And this is fixed"
                items={["The currency", "Whether tickets may be passed on", "Resale cap and royalty"]}
              />
            </div>
          </ConfirmDialog>
        </div>
      </CardBody>
    </Card>
  );
}

function Consequences({ title, items }: { title: string; items: readonly string[] }) {
  return (
    <div>
      <h3 className="font-medium">{title}</h3>
      <ul className="mt-1 list-disc pl-5 text-muted-foreground marker:text-input">
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </div>
  );
}
