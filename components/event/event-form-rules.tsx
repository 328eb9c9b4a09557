"use client";

import { ChevronRight, Lock, Repeat2, Store } from "lucide-react";
import { useState } from "react";
import { Field } from "@/components/ui/field";
import { FieldSet } from "@/components/ui/field-set";
import { Input } from "@/components/ui/input";
import { RadioCards } from "@/components/ui/radio-cards";
import type { EventFormState } from "./event-form-state";

const PATHS = ["transferPolicy", "resaleCapBps", "royaltyBps", "maxPerWallet"] as const;

const POLICIES = [
  {
    value: "market_only",
    label: "Market only",
    icon: <Store aria-hidden="true" />,
    description: "Guests may resell here, up to your cap. Nothing goes from hand to hand unseen.",
  },
  {
    value: "locked",
    label: "Locked",
    icon: <Lock aria-hidden="true" />,
    description: "A ticket stays with the guest it was issued to.",
  },
  {
    value: "open",
    label: "Open",
    icon: <Repeat2 aria-hidden="true" />,
    description: "Guests may pass tickets on as they like, as with any token.",
  },
] as const;

/** What guests may do with their tickets. Closed at first: the defaults suit most events. */
export function EventFormRules({ values, messages, change }: EventFormState) {
  const [isOpened, setOpened] = useState(false);
  const hasProblem = PATHS.some((path) => messages[path]);
  const isResold = values.transferPolicy !== "locked";
  return (
    <details
      className="group/rules"
      open={isOpened || hasProblem}
      onToggle={(event) => setOpened(event.currentTarget.open)}
    >
      <summary className="-m-2 flex min-h-11 cursor-pointer list-none items-center gap-2 rounded-control p-2 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden="true"
          className="size-4 shrink-0 text-muted-foreground transition-transform group-open/rules:rotate-90"
        />
        <span className="min-w-0">
          <span className="block font-semibold text-heading">Passing on and reselling</span>
          <span className="block text-muted-foreground text-sm">{summaryOf(values)}</span>
        </span>
      </summary>
      <div className="mt-5 flex flex-col gap-6">
        <FieldSet
          legend={<span className="text-base">May guests pass their tickets on?</span>}
          hint="What people bought under doesn't change: this is fixed once you publish."
        >
          <RadioCards
            label="May guests pass their tickets on?"
            options={POLICIES}
            value={values.transferPolicy}
            onValueChange={(transferPolicy) => change({ transferPolicy }, ...PATHS)}
          />
        </FieldSet>
        <div className="grid items-start gap-4 sm:grid-cols-3">
          {isResold ? (
            <>
              <Field
                label="Resale cap"
                hint="100 is the face price; empty is no cap."
                error={messages.resaleCapBps}
              >
                <Input
                  name="resaleCapBps"
                  value={values.resaleCap}
                  inputMode="decimal"
                  trailing="%"
                  placeholder="No cap"
                  onChange={(event) => change({ resaleCap: event.target.value }, "resaleCapBps")}
                />
              </Field>
              <Field label="Royalty" hint="Your share of each resale." error={messages.royaltyBps}>
                <Input
                  name="royaltyBps"
                  value={values.royalty}
                  inputMode="decimal"
                  trailing="%"
                  placeholder="0"
                  onChange={(event) => change({ royalty: event.target.value }, "royaltyBps")}
                />
              </Field>
            </>
          ) : null}
          <Field
            label="Per wallet"
            hint="How many one wallet may buy; empty is any number."
            error={messages.maxPerWallet}
          >
            <Input
              name="maxPerWallet"
              value={values.maxPerWallet}
              inputMode="numeric"
              placeholder="Any number"
              onChange={(event) => change({ maxPerWallet: event.target.value }, "maxPerWallet")}
            />
          </Field>
        </div>
      </div>
    </details>
  );
}

function summaryOf({ transferPolicy, resaleCap, royalty }: EventFormState["values"]): string {
  if (transferPolicy === "locked") return "Locked: tickets stay with whom they were issued to.";
  const where = transferPolicy === "open" ? "Open: passed on freely" : "Market only: resold here";
  const cap = resaleCap.trim() ? `up to ${resaleCap.trim()} % of the face price` : "at any price";
  const share = Number(royalty.replace(",", ".")) > 0 ? `, ${royalty.trim()} % of it for you` : "";
  return `${where}, ${cap}${share}.`;
}
