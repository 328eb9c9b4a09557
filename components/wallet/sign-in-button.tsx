"use client";

import { useConnectModal } from "@rainbow-me/rainbowkit";
import { Wallet } from "lucide-react";
import { toast } from "sonner";
import { useAccount, useConnect } from "wagmi";
import { useMounted } from "@/components/dashboard/use-mounted";
import { Button, type ButtonProps } from "@/components/ui/button";
import { BURNER_ID } from "./burner-connector";
import { reportWalletError } from "./report-wallet-error";

type SignInButtonProps = Pick<ButtonProps, "size" | "variant" | "className"> & { label?: string };

/**
 * Connects and signs in. Where the burner wallet is the only one there is, one tap does it all; otherwise the wallets
 * are listed first.
 */
export function SignInButton({ label = "Sign in", ...props }: SignInButtonProps) {
  const { isConnected, isConnecting, connector } = useAccount();
  const { connectors, connectAsync, isPending } = useConnect();
  const { openConnectModal } = useConnectModal();

  const burner = connectors.find(({ id }) => id === BURNER_ID);
  const isOnlyWallet = burner !== undefined && connectors.length === 1;
  // A part of the page may be hydrated after the wallet has reconnected: it must first be what the server drew.
  const isMounted = useMounted();
  // A connected burner is signing in by itself at this moment.
  const isBusy = isMounted && (isPending || isConnecting || (isConnected && connector?.id === BURNER_ID));

  const signIn = async () => {
    if (!isOnlyWallet || isConnected) return openConnectModal?.();
    await connectAsync({ connector: burner }).then(warnAboutBurner, reportWalletError);
  };

  return (
    <Button {...props} loading={isBusy} onClick={() => void signIn()}>
      <Wallet aria-hidden="true" />
      {label}
    </Button>
  );
}

function warnAboutBurner(): void {
  toast.warning("You are using a burner wallet", {
    description: "Its key lies open in this browser. Keep nothing of value in it.",
  });
}
