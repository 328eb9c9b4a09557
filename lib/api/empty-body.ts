import { fields } from "@/lib/services/fields";

/** For calls that say everything in their path. */
export const emptyBody = fields({});
