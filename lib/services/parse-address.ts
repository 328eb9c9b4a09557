import { type Address, getAddress } from "viem";

export type ParsedAddress = { ok: true; address: Address } | { ok: false; message: string };

/**
 * Reads an address in any case that EIP-55 allows (all lower, all upper, or its checksum) and answers its checksummed
 * form. The zero address is nobody's and so refused.
 */
export function parseAddress(text: string): ParsedAddress {
  if (!/^0x[0-9a-fA-F]{40}$/.test(text)) {
    return { ok: false, message: "must be an address: 0x and 40 hexadecimal digits" };
  }
  const digits = text.slice(2);
  const address = getAddress(`0x${digits.toLowerCase()}`);
  if (/^0+$/.test(digits)) return { ok: false, message: "must not be the zero address, which nobody owns" };

  const oneCase = digits === digits.toLowerCase() || digits === digits.toUpperCase();
  if (!oneCase && text !== address) {
    return {
      ok: false,
      message: `has a wrong checksum: check for a typing error, or write it in lower case`,
    };
  }
  return { ok: true, address };
}
