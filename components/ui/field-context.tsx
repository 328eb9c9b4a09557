"use client";

import { createContext, useContext } from "react";

export interface FieldState {
  controlId: string;
  hintId: string | undefined;
  errorId: string | undefined;
  required: boolean;
}

export const FieldContext = createContext<FieldState | null>(null);

interface ControlProps {
  id?: string | undefined;
  "aria-describedby"?: string | undefined;
  "aria-invalid"?: boolean | "true" | "false" | "grammar" | "spelling" | undefined;
  "aria-required"?: boolean | "true" | "false" | undefined;
}

/** Gives a control the id and aria wiring of the `Field` around it; its own props win. Without a `Field` it changes nothing. */
export function useFieldControl(own: ControlProps): ControlProps {
  const field = useContext(FieldContext);
  if (!field) return own;
  const describedBy = [own["aria-describedby"], field.hintId, field.errorId].filter(Boolean).join(" ");
  return {
    id: own.id ?? field.controlId,
    "aria-describedby": describedBy || undefined,
    "aria-invalid": own["aria-invalid"] ?? (field.errorId ? true : undefined),
    "aria-required": own["aria-required"] ?? (field.required || undefined),
  };
}
