import type { AnyJob } from "./define-job";
import { deliverWebhook } from "./deliver-webhook";
import { expire } from "./expire";

/** Every job there is. One that is taken out is not run any more, and its schedule ends. */
export const allJobs: readonly AnyJob[] = [expire, deliverWebhook];
