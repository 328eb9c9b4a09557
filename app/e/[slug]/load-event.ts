import "server-only";
import { cache } from "react";
import { orNotFound } from "@/app/_lib/or-not-found";
import { publicContext } from "@/app/_lib/public-context";
import { getPublicEventBySlug } from "@/lib/services/event/get-public-by-slug";

/** The event of a page, read once a request for its page, its metadata and whatever else asks. */
export const loadEvent = cache((slug: string) =>
  orNotFound(getPublicEventBySlug({ ctx: publicContext(), input: { slug } })),
);
