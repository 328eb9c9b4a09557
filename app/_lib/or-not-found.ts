import "server-only";
import { notFound } from "next/navigation";
import { AppError } from "@/lib/errors";

/** What a service answers, or Next's 404 page where it says `not_found`. */
export async function orNotFound<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
}
