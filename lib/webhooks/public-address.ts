import ipaddr from "ipaddr.js";

/** The internet's own addresses of today: the rest of IPv6 leads elsewhere, or to IPv4 by another name. */
const GLOBAL_IPV6 = ipaddr.parseCIDR("2000::/3");

/** Azure's host agent: only its machines reach it, at an address that looks like any other. */
const HOST_AGENT = "168.63.129.16";

/**
 * Whether an address is one of the open internet: not private, loopback, link-local (where clouds keep their metadata), shared,
 * reserved or multicast, nor any of these written as IPv6.
 */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== "unicast" || address.toString() === HOST_AGENT) return false;
  return address.kind() === "ipv4" || address.match(GLOBAL_IPV6);
}

/** Whether an address is the machine itself. */
export function isLoopbackAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  return ipaddr.process(text).range() === "loopback";
}
