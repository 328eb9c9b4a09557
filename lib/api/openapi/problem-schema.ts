import { z } from "zod";
import { ERRORS, type ErrorCode } from "@/lib/errors";

const codes = Object.keys(ERRORS).filter((code): code is ErrorCode => code in ERRORS);

/** The document of every error (RFC 9457). Some codes add members of their own. */
export const problemSchema = z
  .looseObject({
    type: z.string().meta({ format: "uri-reference", description: "Where the code is explained" }),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: "What is wrong and how to mend it, for people" }),
    code: z
      .enum(codes)
      .meta({ description: "What is wrong, for programs; a code never changes its meaning" }),
    requestId: z.string().meta({ description: "Say it when you ask us about this answer" }),
    errors: z
      .array(
        z.object({
          path: z.string().meta({ description: "Dotted path of the field", example: "tickets.3.to" }),
          message: z.string(),
        }),
      )
      .optional()
      .meta({ description: "Every bad field" }),
  })
  .meta({ id: "Problem" });
