import type { NextConfig } from "next";

const isDevelopment = process.env.NODE_ENV === "development";

/** WalletConnect's relay and its pages for choosing a wallet; reached only where a project id is configured. */
const WALLET_CONNECT = ["walletconnect.com", "walletconnect.org", "web3modal.org", "reown.com"];
const walletConnect = (...schemes: string[]) =>
  WALLET_CONNECT.flatMap((domain) => schemes.map((scheme) => `${scheme}://*.${domain}`)).join(" ");

/**
 * Scripts and styles come from us alone. Inline ones are allowed, because Next writes its data into the page in inline
 * scripts and only pages rendered anew for each request could carry a nonce instead.
 */
const contentSecurityPolicy = Object.entries({
  "default-src": "'self'",
  "script-src": `'self' 'unsafe-inline'${isDevelopment ? " 'unsafe-eval'" : ""}`,
  "style-src": "'self' 'unsafe-inline'",
  // Organisers name their event's picture by URL.
  "img-src": "'self' https: data: blob:",
  "font-src": "'self' data:",
  "connect-src": `'self' ${walletConnect("https", "wss")}${isDevelopment ? " ws:" : ""}`,
  "frame-src": walletConnect("https"),
  "worker-src": "'self' blob:",
  "object-src": "'none'",
  "base-uri": "'self'",
  "form-action": "'self'",
  "frame-ancestors": "'none'",
})
  .map(([directive, sources]) => `${directive} ${sources}`)
  .join("; ");

const securityHeaders = [
  { key: "Content-Security-Policy", value: contentSecurityPolicy },
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  // The gate reads tickets with the camera.
  { key: "Permissions-Policy", value: "camera=(self), microphone=(), geolocation=(), payment=()" },
  // Wallets open windows of their own and answer through them.
  { key: "Cross-Origin-Opener-Policy", value: "same-origin-allow-popups" },
];

/**
 * wagmi names these packages in connectors we don't offer, and they name further ones that aren't installed. An empty
 * module in their place keeps them out of the bundle; WalletConnect stays.
 */
const unusedWalletPackages = [
  "@base-org/account",
  "@coinbase/wallet-sdk",
  "@gemini-wallet/core",
  "@metamask/sdk",
  "@safe-global/safe-apps-provider",
  "@safe-global/safe-apps-sdk",
  "cbw-sdk",
  "porto",
  "porto/internal",
];

/** Routes in `*.bench.ts` are for `npm run bench:api` to compare with; no other build has them. */
const pageExtensions = ["tsx", "ts", ...(process.env.BENCH_ROUTES === "1" ? ["bench.ts"] : [])];

const nextConfig: NextConfig = {
  pageExtensions,
  poweredByHeader: false,
  reactStrictMode: true,
  // The API answers such paths itself, with a request id; a redirect would lose that, and what POST sends.
  skipTrailingSlashRedirect: true,
  serverExternalPackages: ["@electric-sql/pglite", "pg", "pg-boss", "pino", "prom-client"],
  // `npm run verify` checks the types, tests included; a start need not wait for that.
  typescript: { ignoreBuildErrors: true },
  turbopack: {
    root: import.meta.dirname,
    resolveAlias: Object.fromEntries(
      unusedWalletPackages.map((name) => [name, "./components/wallet/unused-package.ts"]),
    ),
  },
  headers: async () => [{ source: "/:path*", headers: securityHeaders }],
};

export default nextConfig;
