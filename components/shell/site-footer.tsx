import Link from "next/link";
import { Container } from "@/components/ui/container";
import { LogoMark } from "@/components/ui/logo";

const LINKS = [
  { href: "/#how", label: "How it works" },
  { href: "/dashboard", label: "For organisers" },
  { href: "/docs/api", label: "API" },
] as const;

export function SiteFooter() {
  return (
    <footer className="mt-auto border-t print:hidden">
      <Container className="flex flex-wrap items-center justify-between gap-x-8 gap-y-2 py-6 text-muted-foreground text-sm">
        <p className="flex items-center gap-2">
          <LogoMark className="size-5" />
          Open-source ticketing. Your ticket, in your wallet.
        </p>
        <ul className="-mx-3 flex flex-wrap">
          {LINKS.map((link) => (
            <li key={link.href}>
              <Link
                href={link.href}
                prefetch={false}
                className="inline-flex items-center rounded-sm px-3 hover:text-foreground touch:min-h-11"
              >
                {link.label}
              </Link>
            </li>
          ))}
        </ul>
      </Container>
    </footer>
  );
}
