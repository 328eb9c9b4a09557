import { signInOrigins } from "./sign-in-origins";

/**
 * Whether our own pages made this request, as far as the browser says. Browsers send `Origin` with every request that
 * can change something; a request with neither header comes from no page at all, or from an old browser's GET.
 */
export function isSameOrigin(headers: Headers, appUrl: string): boolean {
  const origin = headers.get("origin");
  if (origin !== null) return signInOrigins(appUrl).includes(origin);
  const site = headers.get("sec-fetch-site");
  return site === null || site === "same-origin" || site === "none";
}
