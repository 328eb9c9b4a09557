import { connectorsForWallets, type Wallet, type WalletList } from "@rainbow-me/rainbowkit";
import { injectedWallet, walletConnectWallet } from "@rainbow-me/rainbowkit/wallets";
import type { Chain } from "viem";
import type { PublicConfig } from "@/lib/auth/public-config";
import { BURNER_ID, burnerConnector } from "./burner-connector";

/**
 * Which wallets are offered. Browser extensions announce themselves (EIP-6963) and are added by wagmi, so they are not
 * named here; nor is any wallet whose SDK we would have to ship.
 */
export function walletConnectors(config: PublicConfig, chain: Chain) {
  const groups: WalletList = [
    ...(config.burner ? [{ groupName: "Nothing to install", wallets: [() => burnerWallet(chain)] }] : []),
    {
      groupName: "Your wallet",
      wallets: [legacyInjectedWallet, ...(config.walletConnectProjectId ? [walletConnectWallet] : [])],
    },
  ];
  return connectorsForWallets(groups, {
    appName: "TicketChain",
    appUrl: config.appUrl,
    projectId: config.walletConnectProjectId ?? "",
  });
}

const FLAME = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 28"><rect width="28" height="28" fill="#b4461f"/><path d="M14.4 4.5c.6 3.4-4.9 6-4.9 11.1 0 3.7 2.2 6.4 5 6.4s5-2.4 5-5.7c0-2.3-1.2-4.2-2.3-5.3-.2 1.5-.9 2.3-1.6 2.6.7-3.6-.1-7.2-1.2-9.1Z" fill="#fff"/></svg>`;

function burnerWallet(chain: Chain): Wallet {
  const connector = burnerConnector(chain);
  return {
    id: BURNER_ID,
    name: "Burner wallet",
    iconUrl: `data:image/svg+xml,${encodeURIComponent(FLAME)}`,
    iconBackground: "#b4461f",
    installed: true,
    createConnector: (details) => (config) => ({ ...connector(config), ...details }),
  };
}

/** A wallet of the old kind: it sets `window.ethereum` and announces nothing. */
function legacyInjectedWallet(): Wallet {
  return { ...injectedWallet(), hidden: () => !("ethereum" in globalThis) || announcedWallets() > 0 };
}

function announcedWallets(): number {
  let count = 0;
  const onAnnounce = () => {
    count += 1;
  };
  window.addEventListener("eip6963:announceProvider", onAnnounce);
  window.dispatchEvent(new Event("eip6963:requestProvider"));
  window.removeEventListener("eip6963:announceProvider", onAnnounce);
  return count;
}
