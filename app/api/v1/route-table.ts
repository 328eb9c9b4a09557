import type { Resource } from "@/lib/api/route/resource";
import * as action from "./actions/[id]/route";
import * as apiKey from "./api-keys/[id]/route";
import * as apiKeys from "./api-keys/route";
import * as batchEvents from "./batches/[id]/events/route";
import * as batch from "./batches/[id]/route";
import * as publish from "./events/[id]/publish/route";
import * as event from "./events/[id]/route";
import * as stats from "./events/[id]/stats/route";
import * as events from "./events/route";
import * as health from "./health/route";
import * as me from "./me/route";
import * as tokenMetadata from "./metadata/[chainId]/[contract]/[tokenId]/route";
import * as contractMetadata from "./metadata/[chainId]/[contract]/route";
import * as metrics from "./metrics/route";
import * as openapi from "./openapi.json/route";
import * as organisations from "./organisations/route";
import * as ready from "./ready/route";
import * as checkIn from "./tickets/[id]/checkin/route";
import * as invalidate from "./tickets/[id]/invalidate/route";
import * as ticket from "./tickets/[id]/route";
import * as scans from "./tickets/[id]/scans/route";
import * as undoCheckIn from "./tickets/[id]/undo-checkin/route";
import * as mint from "./tickets/mint/route";
import * as tickets from "./tickets/route";

/** Every route of the API, in the order people read about them. */
export const routeTable: readonly Resource[] = [
  events,
  event,
  publish,
  stats,
  tickets,
  mint,
  ticket,
  checkIn,
  undoCheckIn,
  invalidate,
  scans,
  action,
  batch,
  batchEvents,
  apiKeys,
  apiKey,
  organisations,
  me,
  contractMetadata,
  tokenMetadata,
  openapi,
  health,
  ready,
  metrics,
];
