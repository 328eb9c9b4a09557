import "server-only";
import { getRuntime } from "@/lib/runtime/runtime";
import type { Actor, Newcomer } from "@/lib/services/context";
import { scopesOfRole } from "@/lib/services/member/roles";
import { isSameOrigin } from "./same-origin";
import { getViewer } from "./session";

/**
 * The signed-in member as an actor for their organisation, or a newcomer who has none yet. Null without a session, and
 * for a request that another site made the browser send.
 */
export async function actorFromSession(headers: Headers): Promise<Actor | Newcomer | null> {
  if (!isSameOrigin(headers, getRuntime().env.appUrl)) return null;
  const viewer = await getViewer(headers);
  if (!viewer) return null;
  const { userId: id, organisation } = viewer;
  if (!organisation) return { type: "user", id, organisationId: null, scopes: [] };
  return { type: "user", id, organisationId: organisation.id, scopes: scopesOfRole(organisation.role) };
}
