"use client";

import { Indicator, Item, Root } from "radix-ui/radio-group";
import { type ReactNode, useId } from "react";
import { cn } from "./cn";

export interface RadioCardOption<Value extends string> {
  value: Value;
  label: ReactNode;
  description?: ReactNode;
  icon?: ReactNode;
  disabled?: boolean;
}

export interface RadioCardsProps<Value extends string> {
  /** Names the group for screen readers, unless a `FieldSet` legend already does. */
  label?: string;
  options: readonly RadioCardOption<Value>[];
  value?: Value;
  defaultValue?: Value;
  onValueChange?: (value: Value) => void;
  name?: string;
  disabled?: boolean;
  /** Default: one column on phones, as many as fit beside each other on wider screens. */
  className?: string;
}

/** A few choices that each need a sentence. For many short ones use `Select`. */
export function RadioCards<Value extends string>(props: RadioCardsProps<Value>) {
  const { label, options, onValueChange, className, ...root } = props;
  const pick = (value: string) => {
    const option = options.find((candidate) => candidate.value === value);
    if (option) onValueChange?.(option.value);
  };
  return (
    <Root
      {...root}
      {...(label ? { "aria-label": label } : {})}
      onValueChange={pick}
      className={cn("grid gap-3 sm:grid-cols-[repeat(auto-fit,minmax(12rem,1fr))]", className)}
    >
      {options.map((option) => (
        <RadioCard key={option.value} option={option} />
      ))}
    </Root>
  );
}

function RadioCard<Value extends string>({ option }: { option: RadioCardOption<Value> }) {
  const id = useId();
  return (
    <Item
      value={option.value}
      disabled={option.disabled ?? false}
      aria-labelledby={`${id}-label`}
      {...(option.description ? { "aria-describedby": `${id}-description` } : {})}
      className={cn(
        "flex min-h-11 cursor-pointer items-start gap-3 rounded-card border border-input/55 bg-card p-4 text-left shadow-raised transition-colors",
        "hover:border-input data-[state=checked]:border-primary data-[state=checked]:bg-primary-soft",
        "data-[state=checked]:shadow-[inset_0_0_0_1px_var(--primary)] disabled:cursor-not-allowed disabled:opacity-50",
      )}
    >
      <span className="mt-0.5 grid size-4.5 shrink-0 place-items-center rounded-full border border-input bg-card">
        <Indicator className="size-2.5 rounded-full bg-primary" />
      </span>
      <span className="min-w-0 flex-1">
        <span id={`${id}-label`} className="flex items-center gap-2 font-medium text-sm [&_svg]:size-4">
          {option.icon}
          {option.label}
        </span>
        {option.description ? (
          <span id={`${id}-description`} className="mt-1 block text-muted-foreground text-sm">
            {option.description}
          </span>
        ) : null}
      </span>
    </Item>
  );
}
