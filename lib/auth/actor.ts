import "server-only";
import { getRuntime } from "@/lib/runtime/runtime";
import type { Actor } from "@/lib/services/context";
import { scopesOfRole } from "./roles";
import { isSameOrigin } from "./same-origin";
import { getViewer } from "./session";

/**
 * The signed-in member as an actor for their organisation, or null: no session, no organisation yet, or a request
 * that another site made the browser send.
 */
export async function actorFromSession(headers: Headers): Promise<Actor | null> {
  if (!isSameOrigin(headers, getRuntime().env.appUrl)) return null;
  const viewer = await getViewer(headers);
  if (!viewer?.organisation) return null;
  return {
    type: "user",
    id: viewer.userId,
    organisationId: viewer.organisation.id,
    scopes: scopesOfRole(viewer.organisation.role),
  };
}
