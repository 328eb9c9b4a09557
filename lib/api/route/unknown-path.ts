import { AppError } from "@/lib/errors";
import { refuse } from "./refuse";

const answer = async (request: Request) =>
  refuse(
    request,
    new AppError(
      "not_found",
      "There is nothing here. The document at /api/v1/openapi.json lists what there is.",
    ),
  );

/** Every method of a path that is none of ours. */
export const unknownPath = {
  GET: answer,
  HEAD: answer,
  POST: answer,
  PUT: answer,
  PATCH: answer,
  DELETE: answer,
  OPTIONS: answer,
};
