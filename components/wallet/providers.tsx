"use client";

import "@rainbow-me/rainbowkit/styles.css";
import { RainbowKitProvider } from "@rainbow-me/rainbowkit";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { WagmiProvider } from "wagmi";
import type { PublicConfig } from "@/lib/auth/public-config";
import type { Viewer } from "@/lib/auth/viewer";
import { SessionProvider } from "./session-provider";
import { createWalletConfig } from "./wallet-config";
import { walletTheme } from "./wallet-theme";

type WalletProvidersProps = {
  /** `publicConfigOf(getRuntime())`, from the server layout. */
  config: PublicConfig;
  /** `await getViewer(await headers())`, so that the first paint knows who is signed in. */
  viewer: Viewer | null;
  children: ReactNode;
};

/** The wallet, the session and the query cache, around the whole site. */
export function WalletProviders({ config, viewer, children }: WalletProvidersProps) {
  const [wagmiConfig] = useState(() => createWalletConfig(config));
  const [queryClient] = useState(() => new QueryClient());
  return (
    <WagmiProvider config={wagmiConfig}>
      <QueryClientProvider client={queryClient}>
        <SessionProvider config={config} viewer={viewer}>
          <RainbowKitProvider theme={walletTheme} modalSize="compact" appInfo={{ appName: "TicketChain" }}>
            {children}
          </RainbowKitProvider>
        </SessionProvider>
      </QueryClientProvider>
    </WagmiProvider>
  );
}
