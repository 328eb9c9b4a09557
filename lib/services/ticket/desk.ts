import type { Transaction } from "@/lib/db/database";
import { AppError } from "@/lib/errors";
import { authorise } from "@/lib/services/authorise";
import type { Context, Scope } from "@/lib/services/context";
import { notFound } from "@/lib/services/not-found";
import { applyCheckIn } from "./apply-check-in";
import { applyClaim } from "./apply-claim";
import { applyInvalidate } from "./apply-invalidate";
import { applyResell } from "./apply-resell";
import { applyTransfer } from "./apply-transfer";
import type { OperationResult, TicketOperation } from "./batch-schema";
import { Changes } from "./changes";
import { requireClaimToken } from "./claim-token";
import { findTicketIds } from "./find-many";
import { projectFirstCheckIn } from "./project-scan";
import { loadReadings, type Readings } from "./readings";
import { refusalError } from "./refusal-error";
import { requirePast } from "./require-past";
import { lockStandings, type Standing } from "./standing";
import { isUndone, undone } from "./undone-reading";

/** Where operations of one call are done, one after the other. */
export type Desk = {
  changes: Changes;
  /** Does the operation that stands at this place of the call. */
  operate(operation: TicketOperation, index: number): OperationResult;
};

/** What an operation takes. */
const SCOPES: Record<TicketOperation["op"], Scope> = {
  checkin: "checkins:write",
  invalidate: "tickets:write",
  resell: "tickets:write",
  transfer: "tickets:write",
  claim: "tickets:write",
};

/** Finds and locks the tickets of these operations. */
export async function openDesk(
  tx: Transaction,
  ctx: Context,
  { batchId, operations }: { batchId: string; operations: readonly TicketOperation[] },
): Promise<Desk> {
  const { organisationId } = ctx.actor;
  const ids = await findTicketIds(tx, { organisationId, asked: operations });
  const known = [...new Set(ids.filter((id) => typeof id === "string"))];
  const standings = await lockStandings(tx, known, ctx.clock.now());
  const changes = new Changes(ctx, batchId);
  const readings = await loadReadings(tx, noncesIn(operations, ids));

  function standingAt(index: number): Standing {
    const id = ids[index];
    if (id instanceof AppError) throw id;
    const standing = standings.get(id ?? "");
    if (!standing) throw notFound("ticket");
    return standing;
  }

  return {
    changes,
    operate(operation, index) {
      const id = ids[index];
      const ticketId = typeof id === "string" ? id : operation.ticketId;
      try {
        authorise(ctx, SCOPES[operation.op]);
        return {
          status: "accepted",
          ticketId,
          ...apply({ changes, readings }, standingAt(index), operation),
        };
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        return { status: "refused", ticketId, code: error.code, detail: error.message, ...scanIn(error) };
      }
    },
  };
}

type Work = { changes: Changes; readings: Readings };
type Outcome = Pick<OperationResult, "actionId" | "scanId" | "claimToken">;

/** @throws {AppError} what the operation is refused for; nothing is noted then. */
function apply(desk: Work, standing: Standing, operation: TicketOperation): Outcome {
  const { changes } = desk;
  switch (operation.op) {
    case "checkin":
      return checkIn(desk, standing, operation);
    case "invalidate":
      return { actionId: applyInvalidate(changes, standing, operation) };
    case "resell": {
      const { actionId, claimToken } = applyResell(changes, standing, operation);
      return claimToken === null ? { actionId } : { actionId, claimToken };
    }
    case "transfer":
      return { actionId: applyTransfer(changes, standing, operation) };
    case "claim":
      if (operation.claimToken !== undefined) requireClaimToken(standing.ticket, operation.claimToken);
      return { actionId: applyClaim(changes, standing, operation) };
  }
}

type CheckIn = Extract<TicketOperation, { op: "checkin" }>;

/** A repeat of a nonce is answered as the reading that had it first, unless that admission was undone. */
function checkIn({ changes, readings }: Work, standing: Standing, operation: CheckIn): Outcome {
  if (operation.checkinListId) throw notFound("check-in list");
  requirePast(operation.at ?? null, changes.now);
  const { ticket, admission } = standing;
  const pair = { ticketId: ticket.id, nonce: operation.nonce ?? "" };
  const first = operation.nonce ? (changes.reading(pair.ticketId, pair.nonce) ?? readings.of(pair)) : null;
  if (!first) {
    const { scan, actionId } = applyCheckIn(changes, standing, operation);
    return actionId === null ? { scanId: scan.id } : { scanId: scan.id, actionId };
  }
  if (isUndone(first, ticket)) throw undone(first, ticket, admission && projectFirstCheckIn(admission));
  if (first.result === "admitted") return { scanId: first.id };
  const refusedFor = readings.admission(first.firstScanId) ?? admission;
  throw refusalError(first, refusedFor && projectFirstCheckIn(refusedFor));
}

function noncesIn(operations: readonly TicketOperation[], ids: readonly (string | AppError)[]) {
  return operations.flatMap((operation, i) => {
    const ticketId = ids[i];
    if (operation.op !== "checkin" || !operation.nonce || typeof ticketId !== "string") return [];
    return [{ ticketId, nonce: operation.nonce }];
  });
}

/** The reading that a refusal tells of. */
function scanIn({ extra }: AppError): { scanId?: string } {
  const { scan } = extra;
  const id = typeof scan === "object" && scan !== null && "id" in scan ? scan.id : null;
  return typeof id === "string" ? { scanId: id } : {};
}
