import { and, count, eq, lte } from "drizzle-orm";
import type { Queryable } from "@/lib/db/database";
import { events } from "@/lib/db/schema/events";
import { openPromises } from "@/lib/db/schema/open";
import { actions, signerStates, transactions } from "@/lib/db/schema/pipeline";
import { tickets } from "@/lib/db/schema/tickets";
import { isId } from "@/lib/ids";
import { authorise } from "@/lib/services/authorise";
import type { Context } from "@/lib/services/context";
import { notFound } from "@/lib/services/not-found";
import { nftIdOf } from "./nft-id";
import type { OpenStatus, PromiseOutput } from "./schema";

/**
 * How far an item of a call is.
 * @throws {AppError} `forbidden`, `not_found`.
 */
export async function getPromise({
  ctx,
  input,
}: {
  ctx: Context;
  input: { promise: string };
}): Promise<PromiseOutput> {
  authorise(ctx, "tickets:write");
  const row = await find(ctx, input.promise);
  const { promise, event, ticket, action } = row;
  const status = await statusOf(ctx, row);
  return {
    actionPromise: promise.id,
    action: promise.kind,
    status,
    eventId: event.externalId,
    ticketId: ticket?.externalId ?? null,
    ...(status === "confirmed" ? await confirmed(ctx, row) : {}),
    ...(action?.error ? { error: action.error.detail } : {}),
  };
}

type Row = Awaited<ReturnType<typeof find>>;

async function find({ db, actor }: Context, id: string) {
  if (!isId("prm", id)) throw notFound("promise");
  const [row] = await db
    .select({
      promise: openPromises,
      event: events,
      ticket: tickets,
      action: actions,
      txHash: transactions.hash,
    })
    .from(openPromises)
    .innerJoin(events, eq(events.id, openPromises.eventId))
    .leftJoin(tickets, eq(tickets.id, openPromises.ticketId))
    .leftJoin(actions, eq(actions.id, openPromises.actionId))
    .leftJoin(transactions, eq(transactions.id, actions.transactionId))
    .where(and(eq(openPromises.id, id), eq(openPromises.organisationId, actor.organisationId)));
  if (!row) throw notFound("promise");
  return row;
}

async function statusOf(ctx: Context, { action, event }: Row): Promise<OpenStatus> {
  switch (action?.status) {
    case undefined:
      return "no_broadcast_required";
    case "queued":
      return (await isOutOfFunds(ctx, event.signer)) ? "waiting_funds" : "waiting_broadcast";
    case "submitted":
      return "pending";
    case "confirmed":
    case "final":
      return "confirmed";
    case "failed":
      // What it depended on failed: it never was on its way.
      return action.error?.code === "DependencyFailed" ? "wont_broadcast" : "error";
  }
}

async function isOutOfFunds({ db, chain }: Context, signer: string | null): Promise<boolean> {
  const waiting = await db
    .select({ address: signerStates.address })
    .from(signerStates)
    .where(and(eq(signerStates.chainId, chain.chainId), eq(signerStates.status, "waiting_funds")));
  return waiting.some(({ address }) => address === signer);
}

async function confirmed(ctx: Context, { event, ticket, txHash }: Row): Promise<Partial<PromiseOutput>> {
  const { contractAddress: contract, chainId } = event;
  const { explorerUrl } = ctx.chain;
  const tokenId = ticket?.tokenId ?? null;
  return {
    eventIndex: await indexOf(ctx.db, event),
    ...(contract ? { eventAddress: contract } : {}),
    ...(contract && chainId !== null && tokenId !== null
      ? { tokenId: tokenId.toString(), nftId: nftIdOf({ chainId, contract, tokenId }) }
      : {}),
    txHash,
    userWallet: ticket?.owner ?? null,
    explorerUrl: explorerUrl && txHash ? `${explorerUrl}/tx/${txHash}` : null,
  };
}

/** Ids are ordered by time. */
async function indexOf(db: Queryable, { organisationId, id }: Row["event"]): Promise<number> {
  const [row] = await db
    .select({ index: count() })
    .from(events)
    .where(and(eq(events.organisationId, organisationId), lte(events.id, id)));
  return row?.index ?? 0;
}
