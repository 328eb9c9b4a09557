import { TypeID, typeidUnboxed } from "typeid-js";

/** The prefixes of TypeIDs, by what they name. `act_` ids double as the 16-byte reference of an on-chain order. */
export const ID_PREFIXES = [
  "evt", // event
  "typ", // ticket type
  "tkt", // ticket
  "ord", // order
  "act", // action
  "bat", // batch
  "scn", // scan
  "cil", // check-in list
  "dev", // device
  "hld", // hold
  "lst", // listing
  "whe", // webhook endpoint
  "evd", // webhook delivery
  "msg", // webhook message
  "key", // API key
  "org", // organisation
  "mem", // member of an organisation
  "tok", // short-lived token
  "txn", // transaction
  "prm", // promise of the OPEN surface
  "aud", // audit row
] as const;

export type IdPrefix = (typeof ID_PREFIXES)[number];

/** A new id such as `evt_01k…`: time-ordered (UUIDv7), so newest first is simply descending. */
export function newId(prefix: IdPrefix): string {
  return typeidUnboxed(prefix);
}

/** Whether `value` is a well-formed id with this prefix. A malformed id is answered like an unknown one. */
export function isId(prefix: IdPrefix, value: string): boolean {
  try {
    TypeID.fromString(value, prefix);
    return true;
  } catch {
    return false;
  }
}

/** The id's UUID as 16 bytes of hex (`0x` and 32 digits), the form in which contracts carry it. */
export function idToBytes16(id: string): `0x${string}` {
  return `0x${TypeID.fromString(id).toUUID().replaceAll("-", "")}`;
}

/** The id whose UUID is these 16 bytes: the inverse of {@link idToBytes16}. */
export function idFromBytes16(prefix: IdPrefix, bytes: `0x${string}`): string {
  const hex = bytes.slice(2);
  const uuid = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join(
    "-",
  );
  return TypeID.fromUUID(prefix, uuid).toString();
}
