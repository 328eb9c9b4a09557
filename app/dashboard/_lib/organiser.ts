import "server-only";
import { randomUUID } from "node:crypto";
import { headers } from "next/headers";
import { cache } from "react";
import { getViewer } from "@/lib/auth/session";
import type { Membership, Viewer } from "@/lib/auth/viewer";
import { getRuntime } from "@/lib/runtime/runtime";
import type { Context } from "@/lib/services/context";
import { scopesOfRole } from "@/lib/services/member/roles";

/** Who looks at the dashboard, and how far they have come. */
export type Organiser =
  | { state: "visitor" }
  | { state: "newcomer"; viewer: Viewer }
  | { state: "member"; viewer: Viewer; organisation: Membership; ctx: Context };

/**
 * Reads the session once per request, however many parts of a page ask. Pages only read with this context; that a link
 * on another site may lead here is therefore no danger. Writes go through `/api/v1`, which looks where they come from.
 */
export const getOrganiser = cache(async (): Promise<Organiser> => {
  const viewer = await getViewer(await headers());
  if (!viewer) return { state: "visitor" };
  const { organisation } = viewer;
  if (!organisation) return { state: "newcomer", viewer };

  const { db, chain, clock } = getRuntime();
  const actor = {
    type: "user",
    id: viewer.userId,
    organisationId: organisation.id,
    scopes: scopesOfRole(organisation.role),
  } as const;
  return { state: "member", viewer, organisation, ctx: { db, chain, clock, actor, requestId: randomUUID() } };
});
