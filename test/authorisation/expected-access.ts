import type { Scope } from "@/lib/services/context";

/**
 * Who may call an operation:
 * a scope: keys and members that have it;
 * `any`: whoever is signed in, newcomers without an organisation too;
 * `member`: any key and any member of an organisation;
 * `session`: people, not keys;
 * `public`: everybody;
 * `holder`: everybody but bad keys at the door, since a proof in the body may take the place of a scope;
 * `open`: API keys in OPEN's own header, which nobody here sends;
 * `operators`: those who run the server, from its own machine or with a token of theirs.
 */
export type ExpectedAccess =
  | Scope
  | "any"
  | "member"
  | "session"
  | "public"
  | "holder"
  | "open"
  | "operators";

/** What of an organisation the ids in an operation's path name. */
export type Named =
  | "event"
  | "ticket_type"
  | "ticket"
  | "action"
  | "batch"
  | "order"
  | "hold"
  | "listing"
  | "webhook_endpoint"
  | "webhook_delivery"
  | "api_key"
  | "member";

export type Expected = {
  access: ExpectedAccess;
  names?: Named;
  /** What the first of two ids in the path names. */
  under?: Named;
  /** A body in place of the document's example: one without the proof that lets everybody in. */
  body?: Record<string, unknown>;
};

/**
 * What the contract with integrators says about every operation, written by hand: a route that isn't here fails, and so does
 * one that lets in others than these.
 */
export const EXPECTED_ACCESS: Readonly<Record<string, Expected>> = {
  listEvents: { access: "events:read" },
  createEvent: { access: "events:write" },
  getEvent: { access: "events:read", names: "event" },
  updateEvent: { access: "events:write", names: "event" },
  cancelEvent: { access: "events:write", names: "event" },
  addTicketType: { access: "events:write", names: "event" },
  updateTicketType: { access: "events:write", names: "ticket_type" },
  publishEvent: { access: "events:write", names: "event" },
  getEventStats: { access: "events:read", names: "event" },

  listTickets: { access: "tickets:read" },
  mintTickets: { access: "tickets:write" },
  getTicket: { access: "tickets:read", names: "ticket" },
  checkInTicket: { access: "checkins:write", names: "ticket" },
  undoCheckIn: { access: "checkins:write", names: "ticket" },
  invalidateTicket: { access: "tickets:write", names: "ticket" },
  resellTicket: { access: "tickets:write", names: "ticket" },
  transferTicket: { access: "holder", names: "ticket" },
  claimTicket: {
    access: "holder",
    names: "ticket",
    body: { to: "0x90F79bf6EB2c4f870365E785982E1f101E93b906" },
  },
  operateTickets: { access: "tickets:write" },
  listScans: { access: "tickets:read", names: "ticket" },

  getAction: { access: "tickets:read", names: "action" },
  getBatch: { access: "tickets:read", names: "batch" },
  followBatch: { access: "tickets:read", names: "batch" },

  createHold: { access: "public" },
  releaseHold: { access: "holder", names: "hold" },
  listListings: { access: "public" },
  createListing: { access: "public" },
  cancelListing: { access: "holder", names: "listing" },
  listOrders: { access: "tickets:read" },
  getOrder: { access: "tickets:read", names: "order" },

  listWebhookEndpoints: { access: "webhooks:write" },
  createWebhookEndpoint: { access: "webhooks:write" },
  getWebhookEndpoint: { access: "webhooks:write", names: "webhook_endpoint" },
  updateWebhookEndpoint: { access: "webhooks:write", names: "webhook_endpoint" },
  deleteWebhookEndpoint: { access: "webhooks:write", names: "webhook_endpoint" },
  rotateWebhookSecret: { access: "webhooks:write", names: "webhook_endpoint" },
  getWebhookSecret: { access: "webhooks:write", names: "webhook_endpoint" },
  listWebhookDeliveries: { access: "webhooks:write", names: "webhook_endpoint" },
  replayWebhooks: { access: "webhooks:write", names: "webhook_endpoint" },
  retryWebhookDelivery: { access: "webhooks:write", names: "webhook_delivery" },
  retryWebhookDeliveryOfEndpoint: {
    access: "webhooks:write",
    names: "webhook_delivery",
    under: "webhook_endpoint",
  },

  createToken: { access: "member" },
  getJsonWebKeySet: { access: "public" },
  listMembers: { access: "keys:write" },
  addMember: { access: "keys:write" },
  changeMemberRole: { access: "keys:write", names: "member" },
  // Of anybody but oneself.
  removeMember: { access: "keys:write", names: "member" },

  streamOpenActions: { access: "open" },
  getOpenAction: { access: "open" },

  listApiKeys: { access: "keys:write" },
  createApiKey: { access: "keys:write" },
  revokeApiKey: { access: "keys:write", names: "api_key" },
  listAuditRows: { access: "keys:write" },
  createOrganisation: { access: "session" },
  getMe: { access: "any" },

  getContractMetadata: { access: "public" },
  getTokenMetadata: { access: "public" },
  getOpenApiDocument: { access: "public" },
  getHealth: { access: "public" },
  getReadiness: { access: "public" },
  getMetrics: { access: "operators" },
};
