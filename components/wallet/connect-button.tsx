"use client";

import { AccountMenu } from "./account-menu";
import { useSession } from "./session-provider";
import { SignInButton } from "./sign-in-button";

/** The header's wallet button: "Sign in" for a visitor, the account's menu for a viewer. */
export function ConnectButton() {
  const { viewer } = useSession();
  return viewer ? <AccountMenu viewer={viewer} /> : <SignInButton variant="secondary" />;
}
