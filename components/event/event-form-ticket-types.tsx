"use client";

import { Plus, Trash2 } from "lucide-react";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { FieldSet } from "@/components/ui/field-set";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { COMMON_CURRENCIES, currencyName, type OnChainCurrency } from "./currencies";
import type { EventFormState } from "./event-form-state";
import { addTicketType, type TicketTypeRow } from "./event-form-values";

const TYPES_MAX = 100;

/** What there is to have, for how much, and how many of it. */
export function EventFormTicketTypes(form: EventFormState & { onChain: readonly OnChainCurrency[] }) {
  const { values, messages, change, onChain } = form;
  const list = useRef<HTMLOListElement>(null);
  // Messages are by place in the list, and places move when a row goes.
  const allPaths = Object.keys(messages).filter((path) => path.startsWith("ticketTypes"));

  const add = () => {
    change({ ticketTypes: addTicketType(values.ticketTypes) });
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>("li:last-child input")?.focus());
  };
  const remove = (key: number) => {
    change({ ticketTypes: values.ticketTypes.filter((row) => row.key !== key) }, ...allPaths);
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>("li:last-child input")?.focus());
  };
  const edit = (key: number, changes: Partial<TicketTypeRow>, path: string) => {
    const ticketTypes = values.ticketTypes.map((row) => (row.key === key ? { ...row, ...changes } : row));
    change({ ticketTypes }, path);
  };

  return (
    <FieldSet legend="Tickets">
      <Field label="Currency" hint={currencyHint(values.currency, onChain)} error={messages.currency}>
        <Select
          name="currency"
          value={values.currency}
          onChange={(event) => change({ currency: event.target.value }, "currency", ...allPaths)}
        >
          <optgroup label="On the chain">
            {onChain.map(({ symbol }) => (
              <option key={symbol} value={symbol}>
                {symbol}
              </option>
            ))}
          </optgroup>
          <optgroup label="Sold elsewhere">
            {COMMON_CURRENCIES.map((code) => (
              <option key={code} value={code}>{`${code} · ${currencyName(code)}`}</option>
            ))}
          </optgroup>
        </Select>
      </Field>
      <ol ref={list} className="flex flex-col gap-3">
        {values.ticketTypes.map((row, index) => (
          <TicketTypeFields
            key={row.key}
            row={row}
            path={`ticketTypes.${index}`}
            number={index + 1}
            currency={values.currency}
            messages={messages}
            onEdit={(changes, path) => edit(row.key, changes, path)}
            onRemove={values.ticketTypes.length > 1 ? () => remove(row.key) : undefined}
          />
        ))}
      </ol>
      {values.ticketTypes.length < TYPES_MAX ? (
        <Button variant="secondary" className="w-fit" onClick={add}>
          <Plus aria-hidden="true" />
          Add a ticket type
        </Button>
      ) : null}
    </FieldSet>
  );
}

type TicketTypeFieldsProps = {
  row: TicketTypeRow;
  path: string;
  number: number;
  currency: string;
  messages: EventFormState["messages"];
  onEdit: (changes: Partial<TicketTypeRow>, path: string) => void;
  onRemove: (() => void) | undefined;
};

function TicketTypeFields(props: TicketTypeFieldsProps) {
  const { row, path, number, currency, messages, onEdit, onRemove } = props;
  return (
    <li className="relative rounded-card border bg-background/60 p-4">
      <fieldset className="grid grid-cols-2 gap-4 sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,1fr)]">
        <legend className="sr-only">{`Ticket type ${number}`}</legend>
        <Field
          label="Ticket type"
          required
          error={messages[`${path}.name`]}
          className={onRemove ? "max-sm:col-span-2 max-sm:pr-12" : "max-sm:col-span-2"}
        >
          <Input
            name={`${path}.name`}
            value={row.name}
            maxLength={100}
            autoComplete="off"
            placeholder="Early bird"
            onChange={(event) => onEdit({ name: event.target.value }, `${path}.name`)}
          />
        </Field>
        <Field label="Price" required error={messages[`${path}.price`]}>
          <Input
            name={`${path}.price`}
            value={row.price}
            inputMode="decimal"
            autoComplete="off"
            placeholder="0"
            trailing={currency}
            onChange={(event) => onEdit({ price: event.target.value }, `${path}.price`)}
          />
        </Field>
        <Field
          label="How many"
          required
          error={messages[`${path}.supply`]}
          className={onRemove ? "sm:pr-12" : ""}
        >
          <Input
            name={`${path}.supply`}
            value={row.supply}
            inputMode="numeric"
            autoComplete="off"
            placeholder="500"
            onChange={(event) => onEdit({ supply: event.target.value }, `${path}.supply`)}
          />
        </Field>
        <Field
          label="What it includes"
          optional
          error={messages[`${path}.description`]}
          className="col-span-full"
        >
          <Input
            name={`${path}.description`}
            value={row.description}
            maxLength={2_000}
            autoComplete="off"
            placeholder="Entry before 20:00, one drink"
            onChange={(event) => onEdit({ description: event.target.value }, `${path}.description`)}
          />
        </Field>
      </fieldset>
      {onRemove ? (
        <Button
          variant="ghost"
          size="icon"
          className="absolute top-2 right-2 text-muted-foreground hover:text-danger"
          aria-label={`Remove ${row.name || `ticket type ${number}`}`}
          onClick={onRemove}
        >
          <Trash2 aria-hidden="true" />
        </Button>
      ) : null}
    </li>
  );
}

function currencyHint(currency: string, [coin, ...tokens]: readonly OnChainCurrency[]): string {
  if (currency === coin?.symbol) return `Prices in the chain's own coin, ${currency}.`;
  return tokens.some(({ symbol }) => symbol === currency)
    ? `Prices in ${currency}, a token on the chain.`
    : "You take the money elsewhere, and issue the tickets here.";
}
