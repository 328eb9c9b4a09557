import type { z } from "zod";
import type { FieldError } from "@/lib/errors";

/** zod's issues as bad fields: dotted paths, and an unknown field each under its own name. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map(String);
    if (issue.code !== "unrecognized_keys") return [{ path: path.join("."), message: issue.message }];
    return issue.keys.map((key) => ({
      path: [...path, key].join("."),
      message: "is not a field of this request: check its spelling, or leave it out",
    }));
  });
}
