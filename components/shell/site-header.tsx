import Link from "next/link";
import type { ReactNode } from "react";
import { Container } from "@/components/ui/container";
import { Logo } from "@/components/ui/logo";
import { HeaderLinks } from "./header-links";

/** `account` is the wallet button, on the right at every width. */
export function SiteHeader({ account }: { account?: ReactNode }) {
  return (
    <header className="sticky top-0 z-40 border-b bg-background/85 backdrop-blur-md print:hidden">
      <Container className="flex h-16 items-center gap-6">
        <Link
          href="/"
          aria-label="TicketChain, home"
          className="-ml-1 inline-flex min-h-11 items-center rounded-control px-1"
        >
          <Logo />
        </Link>
        <HeaderLinks />
        <div className="ml-auto flex items-center gap-2">{account}</div>
      </Container>
    </header>
  );
}
