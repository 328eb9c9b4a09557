import type { ReactNode } from "react";
import { SiteFooter } from "./site-footer";
import { SiteHeader } from "./site-header";
import { SkipLink } from "./skip-link";
import { TabBar } from "./tab-bar";

/** What stands around every page. */
export function SiteShell({ account, children }: { account?: ReactNode; children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col max-md:pb-[calc(4rem+env(safe-area-inset-bottom))]">
      <SkipLink />
      <SiteHeader account={account} />
      <main id="main" tabIndex={-1} className="flex flex-1 flex-col pb-16">
        {children}
      </main>
      <SiteFooter />
      <TabBar />
    </div>
  );
}
