import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { SiteShell } from "@/components/shell/site-shell";
import { Toaster } from "@/components/ui/toast";
import { ConnectButton } from "@/components/wallet/connect-button";
import { WalletProviders } from "@/components/wallet/providers";
import { publicConfigOf } from "@/lib/auth/public-config";
import { getViewer } from "@/lib/auth/session";
import { getRuntime } from "@/lib/runtime/runtime";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "TicketChain: tickets people really own", template: "%s · TicketChain" },
  description:
    "Open-source event tickets as tokens: organisers issue them, guests hold them in their own wallet, gates check them in once.",
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f8f9fb" },
    { media: "(prefers-color-scheme: dark)", color: "#0b0d13" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // First of all: it makes every page dynamic, so that a build never asks for the runtime.
  const viewer = await getViewer(await headers());
  return (
    <html lang="en" data-scroll-behavior="smooth" className={`${GeistSans.variable} ${GeistMono.variable}`}>
      <body>
        <WalletProviders config={publicConfigOf(getRuntime())} viewer={viewer}>
          <SiteShell account={<ConnectButton />}>{children}</SiteShell>
          <Toaster />
        </WalletProviders>
      </body>
    </html>
  );
}
