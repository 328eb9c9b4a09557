import type { Resource } from "@/lib/api/route/resource";
import * as action from "./actions/[id]/route";
import * as apiKey from "./api-keys/[id]/route";
import * as apiKeys from "./api-keys/route";
import * as auditLog from "./audit-log/route";
import * as batchEvents from "./batches/[id]/events/route";
import * as batch from "./batches/[id]/route";
import * as cancel from "./events/[id]/cancel/route";
import * as holds from "./events/[id]/holds/route";
import * as eventListings from "./events/[id]/listings/route";
import * as publish from "./events/[id]/publish/route";
import * as event from "./events/[id]/route";
import * as stats from "./events/[id]/stats/route";
import * as ticketTypes from "./events/[id]/ticket-types/route";
import * as events from "./events/route";
import * as health from "./health/route";
import * as hold from "./holds/[id]/route";
import * as jwks from "./jwks.json/route";
import * as listing from "./listings/[id]/route";
import * as listings from "./listings/route";
import * as me from "./me/route";
import * as member from "./members/[id]/route";
import * as members from "./members/route";
import * as tokenMetadata from "./metadata/[chainId]/[contract]/[tokenId]/route";
import * as contractMetadata from "./metadata/[chainId]/[contract]/route";
import * as metrics from "./metrics/route";
import * as openAction from "./open/actions/[promise]/route";
import * as openStream from "./open/stream/route";
import * as openapi from "./openapi.json/route";
import * as order from "./orders/[id]/route";
import * as orders from "./orders/route";
import * as organisations from "./organisations/route";
import * as ready from "./ready/route";
import * as ticketType from "./ticket-types/[id]/route";
import * as checkIn from "./tickets/[id]/checkin/route";
import * as claim from "./tickets/[id]/claim/route";
import * as invalidate from "./tickets/[id]/invalidate/route";
import * as resell from "./tickets/[id]/resell/route";
import * as ticket from "./tickets/[id]/route";
import * as scans from "./tickets/[id]/scans/route";
import * as transfer from "./tickets/[id]/transfer/route";
import * as undoCheckIn from "./tickets/[id]/undo-checkin/route";
import * as operate from "./tickets/batch/route";
import * as mint from "./tickets/mint/route";
import * as tickets from "./tickets/route";
import * as tokens from "./tokens/route";
import * as retryDeliveryOfEndpoint from "./webhook-endpoints/[id]/deliveries/[deliveryId]/retry/route";
import * as webhookDeliveries from "./webhook-endpoints/[id]/deliveries/route";
import * as replayWebhooks from "./webhook-endpoints/[id]/replay/route";
import * as rotateWebhookSecret from "./webhook-endpoints/[id]/rotate-secret/route";
import * as webhookEndpoint from "./webhook-endpoints/[id]/route";
import * as webhookSecret from "./webhook-endpoints/[id]/secret/route";
import * as retryDelivery from "./webhook-endpoints/deliveries/[deliveryId]/retry/route";
import * as webhookEndpoints from "./webhook-endpoints/route";

/** Every route of the API, in the order people read about them. */
export const routeTable: readonly Resource[] = [
  events,
  event,
  publish,
  ticketTypes,
  ticketType,
  cancel,
  stats,
  tickets,
  mint,
  operate,
  ticket,
  checkIn,
  undoCheckIn,
  invalidate,
  resell,
  transfer,
  claim,
  scans,
  action,
  batch,
  batchEvents,
  holds,
  hold,
  eventListings,
  listings,
  listing,
  orders,
  order,
  webhookEndpoints,
  webhookEndpoint,
  rotateWebhookSecret,
  webhookSecret,
  webhookDeliveries,
  retryDelivery,
  retryDeliveryOfEndpoint,
  replayWebhooks,
  apiKeys,
  apiKey,
  tokens,
  jwks,
  members,
  member,
  auditLog,
  organisations,
  me,
  contractMetadata,
  tokenMetadata,
  openStream,
  openAction,
  openapi,
  health,
  ready,
  metrics,
];
