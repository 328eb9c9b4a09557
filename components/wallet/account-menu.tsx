"use client";

import { useConnectModal } from "@rainbow-me/rainbowkit";
import { ChevronDown, Copy, Flame, LayoutDashboard, LogOut, Ticket, Wallet } from "lucide-react";
import Link from "next/link";
import { toast } from "sonner";
import { formatEther } from "viem";
import { useAccount, useBalance } from "wagmi";
import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { shorten } from "@/components/ui/shorten";
import type { Viewer } from "@/lib/auth/viewer";
import { BURNER_ID } from "./burner-connector";
import { useSession } from "./session-provider";
import { WalletAvatar } from "./wallet-avatar";

/** The signed-in viewer's address; behind it balance, places to go and the way out. */
export function AccountMenu({ viewer }: { viewer: Viewer }) {
  const { signOut } = useSession();
  const { isConnected, connector } = useAccount();
  const { openConnectModal } = useConnectModal();
  const { walletAddress, organisation } = viewer;

  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="secondary" className="gap-2 px-2.5 font-mono text-[0.8125rem]">
          <span className="sr-only">Account</span>
          <WalletAvatar address={walletAddress} />
          {shorten(walletAddress, 6, 4)}
          <ChevronDown aria-hidden="true" className="text-muted-foreground max-sm:hidden" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent className="w-72">
        <WalletSummary viewer={viewer} />
        {connector?.id === BURNER_ID ? <BurnerWarning /> : null}
        <DropdownMenuSeparator />
        <DropdownMenuItem asChild>
          <Link href="/tickets">
            <Ticket aria-hidden="true" />
            My tickets
          </Link>
        </DropdownMenuItem>
        <DropdownMenuItem asChild>
          <Link href="/dashboard">
            <LayoutDashboard aria-hidden="true" />
            <span className="truncate">{organisation ? organisation.name : "Organise an event"}</span>
          </Link>
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => void copyAddress(walletAddress)}>
          <Copy aria-hidden="true" />
          Copy address
        </DropdownMenuItem>
        {isConnected || !openConnectModal ? null : (
          <DropdownMenuItem onSelect={openConnectModal}>
            <Wallet aria-hidden="true" />
            Reconnect wallet
          </DropdownMenuItem>
        )}
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => void signOut()}>
          <LogOut aria-hidden="true" />
          Sign out
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function WalletSummary({ viewer: { walletAddress } }: { viewer: Viewer }) {
  const { config } = useSession();
  const { data: balance } = useBalance({ address: walletAddress });
  return (
    <div className="grid gap-0.5 px-2.5 py-2 text-sm">
      <p className="w-[21ch] break-all font-mono text-xs leading-relaxed">{walletAddress}</p>
      <p className="flex justify-between gap-3 text-muted-foreground">
        <span className="truncate">{config.chainName}</span>
        <span className="whitespace-nowrap tabular-nums">
          {balance ? `${round(formatEther(balance.value))} ${config.nativeSymbol}` : "…"}
        </span>
      </p>
    </div>
  );
}

function BurnerWarning() {
  return (
    <p className="mx-1 mb-1 flex gap-2 rounded-[0.5rem] bg-warn-soft px-2.5 py-2 text-warn-soft-foreground text-xs leading-relaxed">
      <Flame aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
      Burner wallet: its key lies open in this browser. Test money only, and gone when you clear the site's
      data.
    </p>
  );
}

/** Four decimals are enough to see whether there is any; the number never goes through a float. */
function round(amount: string): string {
  const [whole = "0", fraction = ""] = amount.split(".");
  const decimals = fraction.slice(0, 4).replace(/0+$/, "");
  return decimals ? `${whole}.${decimals}` : whole;
}

async function copyAddress(address: string): Promise<void> {
  if (await copyText(address)) toast.success("Address copied");
  else toast.error("The address could not be copied");
}
