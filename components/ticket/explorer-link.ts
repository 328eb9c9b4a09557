/** Where the block explorer shows an address; undefined on chains that have none, so that no dead link is drawn. */
export function explorerLink(explorerUrl: string | null, address: string): string | undefined {
  return explorerUrl ? `${explorerUrl}/address/${address}` : undefined;
}
