"use client";

import { createAuthenticationAdapter, RainbowKitAuthenticationProvider } from "@rainbow-me/rainbowkit";
import { useRouter } from "next/navigation";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { useAccount, useDisconnect, useSignMessage } from "wagmi";
import type { PublicConfig } from "@/lib/auth/public-config";
import type { Viewer } from "@/lib/auth/viewer";
import { endSession, fetchNonce, verifySignature } from "./auth-api";
import { BURNER_ID } from "./burner-connector";
import { reportWalletError } from "./report-wallet-error";
import { signInMessage } from "./sign-in-message";

type Session = {
  /** Who is signed in; null for a visitor. The server knows it already when the page is drawn. */
  viewer: Viewer | null;
  config: PublicConfig;
  signOut(): Promise<void>;
};

const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("useSession stands inside <WalletProviders>.");
  return session;
}

type SessionProviderProps = { config: PublicConfig; viewer: Viewer | null; children: ReactNode };

/**
 * Ties the wallet to the session: connecting leads to signing in, and a wallet that goes or changes its account ends
 * the session. A session may outlive the connection (a locked wallet); then pages still know the viewer.
 */
export function SessionProvider({ config, viewer: serverViewer, children }: SessionProviderProps) {
  const router = useRouter();
  const [viewer, setViewer] = useViewer(serverViewer);
  const viewerRef = useRef(viewer);
  useEffect(() => {
    viewerRef.current = viewer;
  }, [viewer]);

  const forget = useCallback(async () => {
    if (!viewerRef.current) return;
    viewerRef.current = null;
    setViewer(null);
    await endSession().catch(reportWalletError);
    router.refresh();
  }, [router, setViewer]);

  const adapter = useMemo(
    () =>
      createAuthenticationAdapter<string>({
        getNonce: fetchNonce,
        createMessage: ({ address, nonce }) => {
          try {
            return signInMessage(config, { address, nonce });
          } catch (error) {
            // RainbowKit's own sentence does not say what to do about it.
            reportWalletError(error);
            throw error;
          }
        },
        verify: async ({ message, signature }) => {
          const { id, walletAddress } = await verifySignature({ message, signature });
          setViewer({ userId: id, walletAddress, organisation: null, organisations: [] });
          router.refresh();
          return true;
        },
        signOut: forget,
      }),
    [config, forget, router, setViewer],
  );

  const { disconnectAsync } = useDisconnect();
  const signOut = useCallback(async () => {
    await disconnectAsync().catch(() => {});
    await forget();
  }, [disconnectAsync, forget]);

  useOtherAccountEndsSession(viewer, forget);
  useBurnerSignsInByItself(viewer, adapter);

  const session = useMemo(() => ({ viewer, config, signOut }), [viewer, config, signOut]);
  return (
    <SessionContext.Provider value={session}>
      <RainbowKitAuthenticationProvider
        adapter={adapter}
        status={viewer ? "authenticated" : "unauthenticated"}
      >
        {children}
      </RainbowKitAuthenticationProvider>
    </SessionContext.Provider>
  );
}

/** The server's word, until the browser signs in or out; then the browser's, until the server speaks again. */
function useViewer(serverViewer: Viewer | null) {
  const [viewer, setViewer] = useState(serverViewer);
  const [heard, setHeard] = useState(serverViewer);
  if (heard !== serverViewer) {
    setHeard(serverViewer);
    setViewer(serverViewer);
  }
  return [viewer, setViewer] as const;
}

/** Covers what no event tells: the wallet's account was changed while the page was closed. */
function useOtherAccountEndsSession(viewer: Viewer | null, forget: () => Promise<void>) {
  const { address, status } = useAccount();
  const isOther = status === "connected" && viewer !== null && address !== viewer.walletAddress;
  useEffect(() => {
    if (isOther) void forget();
  }, [isOther, forget]);
}

type Adapter = ReturnType<typeof createAuthenticationAdapter<string>>;

/** The burner wallet asks nobody, so a second tap on "sign" would be for show. It tries once per connection. */
function useBurnerSignsInByItself(viewer: Viewer | null, adapter: Adapter) {
  const { address, connector, status, chainId } = useAccount();
  const { signMessageAsync } = useSignMessage();
  const { disconnectAsync } = useDisconnect();
  const tried = useRef(false);
  const isBurner = status === "connected" && connector.id === BURNER_ID;

  useEffect(() => {
    if (!isBurner) tried.current = false;
    if (!isBurner || viewer || tried.current || !address || !chainId) return;
    tried.current = true;
    const signIn = async () => {
      const nonce = await adapter.getNonce();
      const message = await adapter.createMessage({ nonce, address, chainId });
      await adapter.verify({ message, signature: await signMessageAsync({ message }) });
    };
    signIn().catch((error: unknown) => {
      reportWalletError(error);
      // So that the next tap starts afresh.
      return disconnectAsync();
    });
  }, [isBurner, viewer, address, chainId, adapter, signMessageAsync, disconnectAsync]);
}
