import type { Address } from "viem";
import { cn } from "@/components/ui/cn";

/** A patch of colour that follows from the address, so that two accounts are told apart at a glance. */
export function WalletAvatar({ address, className }: { address: Address; className?: string }) {
  const hue = Number.parseInt(address.slice(2, 6), 16) % 360;
  const shift = 60 + (Number.parseInt(address.slice(6, 8), 16) % 120);
  return (
    <span
      aria-hidden="true"
      className={cn("size-5 shrink-0 rounded-full", className)}
      style={{
        backgroundImage: `linear-gradient(135deg, oklch(0.68 0.16 ${hue}), oklch(0.5 0.19 ${(hue + shift) % 360}))`,
      }}
    />
  );
}
