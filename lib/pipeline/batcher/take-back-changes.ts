import { sql } from "drizzle-orm";
import type { Address } from "viem";
import type { Transaction } from "@/lib/db/database";
import { inList } from "@/lib/db/in-list";
import { auditLog } from "@/lib/db/schema/account";
import { actions } from "@/lib/db/schema/pipeline";
import { newId } from "@/lib/ids";
import { setSupplies } from "../indexer/follow-ticket-types";
import { numberTicketTypes } from "../indexer/number-ticket-types";
import { projectEvents } from "../indexer/project-events";

/** A change of a published event that the chain refused for good, and the ticket type that it is about, if it is. */
type RefusedChange = {
  id: string;
  kind: "cancel" | "add_ticket_type" | "set_supply" | "extend";
  error: { code: string; detail: string };
  /** Of the request that asked for it. */
  request: string;
  event: string;
  organisation: string;
  chain: number;
  contract: Address;
  number: number | null;
  supply: number | null;
  /** The event has no contract that could have refused: its deployment was refused. */
  undeployed: boolean;
};

export async function loadRefusedChanges(
  tx: Transaction,
  actionIds: readonly string[],
): Promise<RefusedChange[]> {
  const { rows } = await tx.execute<RefusedChange>(sql`
    select actions.id, actions.kind, actions.error,
      coalesce(actions.request_id, actions.id) as request, e.id as event, e.organisation_id as organisation, e.chain_id as chain,
      e.contract_address as contract, y.number, y.supply,
      exists (select 1 from actions p where p.id = e.publish_action_id and p.status = 'failed') as undeployed
    from actions
    join events e on e.id = actions.event_id and e.chain_id is not null and e.contract_address is not null
    left join ticket_types y on y.id = actions.payload->>'ticketTypeId'
    where ${inList(actions.id, actionIds)} and actions.status = 'failed'
      and actions.kind in ('cancel', 'add_ticket_type', 'set_supply', 'extend')`);
  return rows;
}

/**
 * Brings events back to what the chain says of them: published where it refused to cancel. That is told in the audit log. Where it
 * has no contract, what was accepted here stands: the event is simply cancelled, or published by its new terms next time.
 */
export async function takeBackEvents(tx: Transaction, refused: readonly RefusedChange[]): Promise<void> {
  await forgetActions(
    tx,
    refused.filter(({ undeployed }) => undeployed),
  );
  const changes = refused.filter(({ undeployed }) => !undeployed);
  for (const [chainId, some] of Map.groupBy(changes, ({ chain }) => chain)) {
    const contractsOf = (kind: RefusedChange["kind"]) =>
      new Set(some.flatMap((change) => (change.kind === kind ? change.contract : [])));
    const contracts = { cancelled: contractsOf("cancel"), event_extended: contractsOf("extend") };
    await projectEvents(tx, chainId, new Map(Object.entries(contracts)));
  }
  const rows = changes.flatMap(({ kind, id, ...change }) =>
    kind === "cancel" ? toAuditRow(id, change) : [],
  );
  if (rows.length > 0) await tx.insert(auditLog).values(rows);
}

async function forgetActions(tx: Transaction, changes: readonly RefusedChange[]): Promise<void> {
  if (changes.length === 0) return;
  await tx.execute(sql`
    update events set updated_at = now(), cancel_action_id = null, published_terms = null
    where ${inList(sql`id`, [...new Set(changes.map(({ event }) => event))])}`);
}

/** Brings ticket types back: their supplies, and the numbers of those that the chain refused. */
export async function takeBackTypes(tx: Transaction, changes: readonly RefusedChange[]): Promise<void> {
  for (const [chainId, some] of Map.groupBy(changes, ({ chain }) => chain)) {
    const types = some.flatMap(({ contract, number, supply }) =>
      number === null || supply === null ? [] : { contract, number, supply },
    );
    await setSupplies(tx, chainId, types);
    const added = some.filter(({ kind }) => kind === "add_ticket_type");
    await numberTicketTypes(tx, chainId, [...new Set(added.map(({ contract }) => contract))]);
  }
}

function toAuditRow(
  actionId: string,
  {
    organisation,
    event,
    error,
    request,
  }: Pick<RefusedChange, "organisation" | "event" | "error" | "request">,
) {
  return {
    id: newId("aud"),
    organisationId: organisation,
    actorType: "system" as const,
    actorId: "pipeline",
    action: "event.cancel_refused",
    entity: "event",
    entityId: event,
    data: { actionId, error },
    requestId: request,
  };
}
