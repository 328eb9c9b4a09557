import "server-only";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { NotAllowed } from "@/components/dashboard/not-allowed";
import { OrganisationForm } from "@/components/dashboard/organisation-form";
import { SignInPrompt } from "@/components/dashboard/sign-in-prompt";
import { AppError } from "@/lib/errors";
import { getOrganiser, type Organiser } from "./organiser";

type Member = Extract<Organiser, { state: "member" }>;

/**
 * Draws a page for a member of an organisation. Anybody else finds what they lack in its place (signing in, an
 * organisation), and then the page itself at the same address.
 */
export async function drawForMember(draw: (member: Member) => Promise<ReactNode>): Promise<ReactNode> {
  const organiser = await getOrganiser();
  if (organiser.state === "visitor") return <SignInPrompt />;
  if (organiser.state === "newcomer") {
    return <OrganisationForm walletAddress={organiser.viewer.walletAddress} />;
  }
  try {
    return await draw(organiser);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // Forms are checked by the API: what a page finds invalid stands in its address.
    if (error.code === "not_found" || error.code === "validation_failed") notFound();
    if (error.code === "forbidden") return <NotAllowed role={organiser.organisation.role} />;
    throw error;
  }
}
