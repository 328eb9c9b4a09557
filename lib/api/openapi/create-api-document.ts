import {
  createDocument,
  type ZodOpenApiObject,
  type ZodOpenApiOverride,
  type ZodOpenApiPathsObject,
} from "zod-openapi";
import { TAGS } from "@/lib/api/route/operation";
import type { Resource } from "@/lib/api/route/resource";
import { SCOPES } from "@/lib/services/context";
import { errorCodesOf } from "./error-responses";
import { operationObject } from "./operation-object";
import { operationsOf, type PlacedOperation } from "./operations-of";
import { problemExamplesOf } from "./problem-examples";
import { withExamples } from "./with-examples";

/** What a reader should know before the first call. */
const DESCRIPTION = `
TicketChain issues event tickets as ERC-721 tokens. Everything an organiser does on the dashboard can be done here.

A call never waits for the chain: it is answered **202** with an \`action\` or a \`batch\` to follow. Money is a decimal
string in the event's currency, times are RFC 3339 in UTC, ids look like \`tkt_01k…\`, and wherever the \`{id}\` of an
event or ticket stands, \`ext:\` and your own \`externalId\` works too. Lists are newest first; give \`nextCursor\` as
\`cursor\` for the next page. Another organisation's id is answered like an unknown one.

Send an \`Idempotency-Key\` with every POST, PATCH and DELETE: the call then has one effect however often it is sent, also
across a crash of either side. Errors are \`application/problem+json\`; switch on \`code\`.
`.trim();

const TAG_DESCRIPTIONS: Record<(typeof TAGS)[number], string> = {
  Events: "What tickets are for, each with a contract of its own once published.",
  Tickets: "ERC-721 tokens: mint, read, check in, invalidate.",
  Actions: "How far things are on their way to the chain.",
  Sale: "Holds while somebody pays, offers for resale, and orders.",
  Webhooks: "What happened, told to your server, signed as Standard Webhooks.",
  Account: "API keys, short-lived tokens, members and their roles, and who you are.",
  Metadata: "What wallets and marketplaces read. Open to all.",
  OPEN: "For integrators who come from the OPEN Ticketing Ecosystem: its Ticket Engine's calls, on the same services.",
  System: "The server itself. Open to all, but for its metrics.",
};

/** The OpenAPI 3.1 document of these routes, from the same schemas that parse their requests. */
export function createApiDocument(resources: readonly Partial<Resource>[]) {
  const operations = operationsOf(resources);
  const document: ZodOpenApiObject = {
    openapi: "3.1.0",
    info: {
      title: "TicketChain",
      version: "1.0.0",
      description: DESCRIPTION,
      license: { name: "MIT", identifier: "MIT" },
      contact: { name: "TicketChain" },
    },
    servers: [{ url: "/api/v1" }],
    tags: TAGS.map((name) => ({ name, description: TAG_DESCRIPTIONS[name] })),
    paths: pathsOf(operations),
    components: {
      examples: problemExamplesOf(
        operations.flatMap(({ operation, method }) => errorCodesOf(operation, method)),
      ),
      securitySchemes: {
        apiKey: {
          type: "http",
          scheme: "bearer",
          description:
            `An API key, \`tc_…\`, with scopes: ${SCOPES.map((scope) => `\`${scope}\``).join(", ")}. ` +
            "Or a short-lived token (a JWT) made with one by `POST /tokens`, with some of these scopes.",
        },
        openKey: {
          type: "apiKey",
          in: "header",
          name: "X-Api-Key",
          description:
            "An API key of ours where OPEN's Ticket Engine has its own. It takes `events:write`, `tickets:write` and `checkins:write`.",
        },
        session: {
          type: "apiKey",
          in: "cookie",
          name: "ticketchain.session_token",
          description: "A person signed in with their wallet; requests of the same origin only.",
        },
      },
    },
  };
  return withExamples(createDocument(document, { override: simplify }), operations);
}

function pathsOf(operations: readonly PlacedOperation[]): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const { path, method, operation } of operations) {
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationObject(operation, method) };
  }
  return paths;
}

/** What the schemas say for themselves but clients shouldn't hold us to. */
const simplify: ZodOpenApiOverride = ({ jsonSchema, io }) => {
  // Answers may grow fields.
  if (io === "output" && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  // The format says it all.
  if (jsonSchema.format === "date-time" || jsonSchema.format === "email") delete jsonSchema.pattern;
};
