"use client";

import { Field } from "@/components/ui/field";
import { FieldSet } from "@/components/ui/field-set";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { EventFormState } from "./event-form-state";

/** What the event is, and where. */
export function EventFormDetails({ values, messages, change }: EventFormState) {
  return (
    <>
      <FieldSet legend="What is on">
        <Field label="Name" required error={messages.name}>
          <Input
            name="name"
            value={values.name}
            maxLength={200}
            autoComplete="off"
            placeholder="Summer Night"
            onChange={(event) => change({ name: event.target.value }, "name")}
          />
        </Field>
        <Field label="Description" optional error={messages.description}>
          <Textarea
            name="description"
            value={values.description}
            placeholder="Who plays, what to bring, when the doors open."
            onChange={(event) => change({ description: event.target.value }, "description")}
          />
        </Field>
        <Field
          label="Picture"
          optional
          hint="The web address of an image; it stands on the event's page."
          error={messages.imageUrl}
        >
          <Input
            name="imageUrl"
            inputMode="url"
            value={values.imageUrl}
            autoComplete="off"
            placeholder="https://example.org/poster.jpg"
            onChange={(event) => change({ imageUrl: event.target.value }, "imageUrl")}
          />
        </Field>
      </FieldSet>
      <FieldSet legend="Where">
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Venue" optional error={messages["venue.name"]}>
            <Input
              name="venueName"
              value={values.venueName}
              maxLength={200}
              placeholder="Kulturhaus"
              onChange={(event) => change({ venueName: event.target.value }, "venue.name")}
            />
          </Field>
          <Field label="Address" optional error={messages["venue.address"]}>
            <Input
              name="venueAddress"
              value={values.venueAddress}
              maxLength={500}
              placeholder="Hauptstraße 1, 10827 Berlin"
              onChange={(event) =>
                change({ venueAddress: event.target.value }, "venue.address", "venue.name")
              }
            />
          </Field>
        </div>
      </FieldSet>
    </>
  );
}
