import { CalendarDays, LayoutDashboard, type LucideIcon, Ticket } from "lucide-react";

export interface NavigationItem {
  href: string;
  label: string;
  icon: LucideIcon;
  isActive: (pathname: string) => boolean;
}

const isBelow = (root: string) => (pathname: string) => pathname === root || pathname.startsWith(`${root}/`);

/** The three places of the product, in the header on wide screens and under the thumb on phones. */
export const NAVIGATION: readonly NavigationItem[] = [
  {
    href: "/events",
    label: "Events",
    icon: CalendarDays,
    isActive: (pathname) => isBelow("/events")(pathname) || isBelow("/e")(pathname),
  },
  { href: "/tickets", label: "My tickets", icon: Ticket, isActive: isBelow("/tickets") },
  { href: "/dashboard", label: "Dashboard", icon: LayoutDashboard, isActive: isBelow("/dashboard") },
];
