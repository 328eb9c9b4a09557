import { BaseError, decodeErrorResult, ExecutionRevertedError, type Hex, isHex } from "viem";
import { eventTicketsAbi } from "./abi/event-tickets";
import { ticketFactoryAbi } from "./abi/ticket-factory";
import { ticketMarketAbi } from "./abi/ticket-market";

/** Why a contract refused: the custom error's name and a sentence with its values. */
export type Revert = { code: string; detail: string };

const abi = [...eventTicketsAbi, ...ticketFactoryAbi, ...ticketMarketAbi];

/** The contract's refusal inside an RPC error, or null when the error is of another kind (network, funds, …). */
export function readRevert(error: unknown): Revert | null {
  if (!(error instanceof BaseError)) return null;
  const data = revertData(error);
  if (data) return decode(data);
  const reverted = error.walk((cause) => cause instanceof ExecutionRevertedError);
  return reverted ? { code: "Reverted", detail: "The contract reverted without a reason." } : null;
}

function revertData(error: BaseError): Hex | null {
  let data: Hex | null = null;
  error.walk((cause) => {
    if (typeof cause === "object" && cause !== null && "data" in cause && isHex(cause.data))
      data = cause.data;
    return data !== null;
  });
  return data;
}

function decode(data: Hex): Revert {
  try {
    const { errorName, args } = decodeErrorResult({ abi, data });
    const values = (args ?? []).map(String).join(", ");
    return { code: errorName, detail: `The contract refused: ${errorName}(${values}).` };
  } catch {
    return { code: "Reverted", detail: `The contract refused with unknown data ${data.slice(0, 74)}.` };
  }
}
