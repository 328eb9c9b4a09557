import { z } from "zod";
import { checksummed } from "./fields";

const typeFields = z.array(z.object({ name: z.string(), type: z.string() }));

/** EIP-712 typed data as wallets take it, `EIP712Domain` left out of the types; numbers of 256 bits are decimal strings. */
export const typedDataShape = <Message extends z.ZodType>(primaryType: string, message: Message) => ({
  domain: z.object({
    name: z.string(),
    version: z.string(),
    chainId: z.int(),
    verifyingContract: checksummed,
  }),
  types: z.object({ [primaryType]: typeFields }),
  primaryType: z.literal(primaryType),
  message,
});

/** Signature bytes in an answer. */
export const signatureOutput = z.string().meta({ description: "Signature, 0x and hexadecimal digits" });

/** A uint256 in typed data. */
export const uintString = (example: string) => z.string().meta({ description: "Decimal string", example });
