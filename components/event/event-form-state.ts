import type { FieldMessages } from "@/components/api/field-messages";
import type { EventFormValues } from "./event-form-values";

/** What each section of the form is given. */
export type EventFormState = {
  values: EventFormValues;
  messages: FieldMessages;
  /** Changes fields, and takes the messages of those `paths` away: they were about the old value. */
  change(changes: Partial<EventFormValues>, ...paths: readonly string[]): void;
};
