"use client";

import { Mail, PackageOpen, Wallet } from "lucide-react";
import type { FieldMessages } from "@/components/api/field-messages";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardFooter } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { FieldSet } from "@/components/ui/field-set";
import { Input } from "@/components/ui/input";
import { RadioCards } from "@/components/ui/radio-cards";
import { Select } from "@/components/ui/select";
import type { EventOutput } from "@/lib/services/event/schema";
import { countOf, formatCount } from "./format-count";
import type { Issued } from "./issued";
import type { HandForm } from "./read-hand-form";
import { type ChangeHandForm, useHandForm } from "./use-hand-form";

type IssueByHandProps = {
  event: Pick<EventOutput, "id" | "ticketTypes">;
  onIssued: (issued: Issued) => void;
};

const RECIPIENTS = [
  {
    value: "email",
    label: "By e-mail",
    icon: <Mail aria-hidden="true" />,
    description: "Claimed later, into any wallet.",
  },
  {
    value: "wallet",
    label: "To a wallet",
    icon: <Wallet aria-hidden="true" />,
    description: "There in seconds.",
  },
  {
    value: "nobody",
    label: "To nobody yet",
    icon: <PackageOpen aria-hidden="true" />,
    description: "The contract keeps it until it is claimed.",
  },
] as const;

/** A ticket, or a few of the same, for one guest. */
export function IssueByHand({ event, onIssued }: IssueByHandProps) {
  const { form, change, messages, failure, isSending, submit, element } = useHandForm(event, onIssued);
  const { ticketTypes } = event;
  const quantity = Number(form.quantity);
  return (
    <Card className="max-w-3xl">
      <form ref={element} noValidate onSubmit={submit}>
        <CardBody className="flex flex-col gap-6">
          {failure ? <Alert tone="danger">{failure}</Alert> : null}
          <div className="grid items-start gap-4 sm:grid-cols-[minmax(0,1fr)_9rem]">
            <Field label="Ticket type" error={messages.ticketTypeId}>
              <Select
                name="ticketTypeId"
                value={form.ticketTypeId}
                onChange={({ target }) => change({ ticketTypeId: target.value }, "ticketTypeId", "quantity")}
              >
                {ticketTypes.map(({ id, name, available }) => (
                  <option key={id} value={id} disabled={available === 0}>
                    {available === 0 ? `${name} (sold out)` : `${name} (${formatCount(available)} left)`}
                  </option>
                ))}
              </Select>
            </Field>
            <Field label="How many" error={messages.quantity}>
              <Input
                name="quantity"
                inputMode="numeric"
                value={form.quantity}
                onChange={({ target }) => change({ quantity: target.value }, "quantity")}
              />
            </Field>
          </div>
          <FieldSet legend={<span className="text-base">Who gets it?</span>}>
            <RadioCards
              label="Who gets it?"
              options={RECIPIENTS}
              value={form.recipient}
              onValueChange={(recipient) => change({ recipient }, "to", "email")}
            />
            {form.recipient === "email" ? (
              <Field label="E-mail" required error={messages.email}>
                <Input
                  type="email"
                  name="email"
                  autoComplete="off"
                  placeholder="ada@example.org"
                  value={form.email}
                  onChange={({ target }) => change({ email: target.value }, "email")}
                />
              </Field>
            ) : null}
            {form.recipient === "wallet" ? (
              <Field label="Wallet address" required error={messages.to}>
                <Input
                  name="to"
                  autoComplete="off"
                  spellCheck={false}
                  placeholder="0x…"
                  className="font-mono"
                  value={form.to}
                  onChange={({ target }) => change({ to: target.value }, "to")}
                />
              </Field>
            ) : null}
            <Field label="Guest's name" optional error={messages["attendee.name"]}>
              <Input
                name="guest"
                maxLength={200}
                autoComplete="off"
                placeholder="Ada Lovelace"
                value={form.name}
                onChange={({ target }) => change({ name: target.value }, "attendee.name")}
              />
            </Field>
          </FieldSet>
          {quantity > 1 ? (
            <p className="text-muted-foreground text-sm">
              Seats are given one by one: to give one, issue a single ticket.
            </p>
          ) : (
            <SeatFields form={form} messages={messages} change={change} />
          )}
        </CardBody>
        <CardFooter>
          <Button type="submit" loading={isSending} className="max-sm:w-full">
            {quantity > 1 ? `Issue ${countOf(quantity, "ticket")}` : "Issue ticket"}
          </Button>
        </CardFooter>
      </form>
    </Card>
  );
}

type SeatFieldsProps = { form: HandForm; messages: FieldMessages; change: ChangeHandForm };

function SeatFields({ form, messages, change }: SeatFieldsProps) {
  return (
    <FieldSet
      legend={
        <span className="text-base">
          Seat <span className="font-normal text-muted-foreground text-sm">optional</span>
        </span>
      }
    >
      <div className="grid grid-cols-3 gap-3">
        {(["section", "row", "seat"] as const).map((part) => (
          <Field
            key={part}
            label={part.charAt(0).toUpperCase() + part.slice(1)}
            error={messages[`seat.${part}`]}
          >
            <Input
              name={part}
              maxLength={100}
              autoComplete="off"
              value={form[part]}
              onChange={({ target }) => change({ [part]: target.value }, `seat.${part}`)}
            />
          </Field>
        ))}
      </div>
    </FieldSet>
  );
}
