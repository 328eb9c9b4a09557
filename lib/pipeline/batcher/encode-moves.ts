import type { Hex } from "viem";
import { encodeClaim, encodeResell, encodeSignedTransfer, type ResaleCall } from "@/lib/chain/encode-calls";
import { claimPayload, resellPayload, transferPayload } from "@/lib/db/schema/move-payloads";
import type { QueuedAction } from "./load-queue";
import { onlyToken } from "./only-token";

/** Calldata of sales that were made elsewhere. */
export function encodeResales(actions: readonly QueuedAction[]): Hex {
  return encodeResell(
    actions.map((action): ResaleCall => {
      const { from, to, priceUnits } = resellPayload.parse(action.payload);
      return { tokenId: onlyToken(action), from, to, priceUnits: BigInt(priceUnits) };
    }),
  );
}

/** Calldata of tickets that leave custody. */
export function encodeClaims(actions: readonly QueuedAction[]): Hex {
  return encodeClaim(
    actions.map((action) => ({ tokenId: onlyToken(action), to: claimPayload.parse(action.payload).to })),
  );
}

/** Calldata of transfers: those by the organiser are sales for nothing, one by its holder's signature goes alone. */
export function encodeTransfers(actions: readonly QueuedAction[]): Hex {
  const moves = actions.map((action) => ({
    tokenId: onlyToken(action),
    ...transferPayload.parse(action.payload),
  }));
  const [first] = moves;
  if (first && "signature" in first) return encodeSignedTransfer(first);
  return encodeResell(moves.flatMap((move) => ("from" in move ? [{ ...move, priceUnits: 0n }] : [])));
}

/** Whether it is by its holder's signature. */
export function isSigned({ kind, payload }: QueuedAction): boolean {
  return kind === "transfer" && "signature" in transferPayload.parse(payload);
}
