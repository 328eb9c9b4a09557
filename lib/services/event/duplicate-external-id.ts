import { AppError } from "@/lib/errors";

/** The refusal of an id of the caller's that another of their events has. */
export function duplicateExternalId(externalId: string | null | undefined, cause: unknown): AppError {
  const message = "is taken by another of your events";
  return new AppError("duplicate_external_id", `The external id ${externalId} ${message}.`, {
    errors: [{ path: "externalId", message }],
    cause,
  });
}
