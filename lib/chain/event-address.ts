import {
  type Address,
  concat,
  encodeAbiParameters,
  getContractAddress,
  type Hex,
  keccak256,
  pad,
} from "viem";
import { idToBytes16 } from "../ids";
import { FACTORY_ADDRESS } from "./factory-address";

/** The factory deploys the implementation in its constructor, so it is the factory's first creation. */
const IMPLEMENTATION_ADDRESS: Address = getContractAddress({ from: FACTORY_ADDRESS, nonce: 1n });

/** The code of every event's contract: an ERC-1167 clone of the implementation. */
export const EVENT_CODE: Hex = concat([
  "0x363d3d373d3d3d363d73",
  IMPLEMENTATION_ADDRESS,
  "0x5af43d82803e903d91602b57fd5bf3",
]);

const CLONE_BYTECODE: Hex = concat(["0x3d602d80600a3d3981f3", EVENT_CODE]);

/** The factory's salt for an event: its UUID, so that publishing twice can't create two contracts. */
export function eventSalt(eventId: string): Hex {
  return pad(idToBytes16(eventId), { size: 32, dir: "right" });
}

/** What the factory's `predictEvent` answers, without asking it. */
export function eventAddress(options: { owner: Address; creator: Address; eventId: string }): Address {
  const { owner, creator, eventId } = options;
  const salt = keccak256(
    encodeAbiParameters(
      [{ type: "address" }, { type: "address" }, { type: "bytes32" }],
      [owner, creator, eventSalt(eventId)],
    ),
  );
  return getContractAddress({ opcode: "CREATE2", from: FACTORY_ADDRESS, salt, bytecode: CLONE_BYTECODE });
}
