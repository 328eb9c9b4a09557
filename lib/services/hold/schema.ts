import { z } from "zod";
import {
  address,
  checksummed,
  currencyAddress,
  decimal,
  fields,
  id,
  moment,
  wholeNumber,
} from "@/lib/services/fields";
import { signatureOutput, typedDataShape, uintString } from "@/lib/services/typed-data-schema";

/** A purchase of more could cost more gas than people expect. */
const QUANTITY_MAX = 100;

const HOLD_STATUSES = ["open", "used", "expired", "released"] as const;
export type HoldStatus = (typeof HOLD_STATUSES)[number];

export const createHoldBody = fields({
  ticketTypeId: z.string({ error: "must be the id of a ticket type of the event: typ_…" }),
  quantity: wholeNumber(1, QUANTITY_MAX).meta({ description: "How many tickets", example: 2 }),
  buyer: address.meta({ description: "Wallet that gets the tickets, and whose limit counts" }),
});
export const createHoldInput = fields({ id: z.string(), ...createHoldBody.shape });
export type CreateHoldInput = z.output<typeof createHoldInput>;

export const publicEventParams = fields({
  id: z.string().meta({
    description: "The event's id: evt_…; with an API key of its organisation also ext:<externalId>",
  }),
});

export const holdIdInput = fields({ id: z.string().meta({ description: "The hold's id: hld_…" }) });
export type HoldIdInput = z.output<typeof holdIdInput>;

const permitMessage = z.object({
  buyer: checksummed,
  ticketType: uintString("1"),
  quantity: uintString("2"),
  unitPrice: uintString("50000000000000000"),
  deadline: uintString("1893456000").meta({ description: "Unix seconds: expiresAt" }),
  nonce: uintString("17"),
});

export const holdOutput = z
  .object({
    id: id("hld_01k0000000e008000000000000"),
    eventId: id("evt_01k0000000e008000000000000"),
    ticketTypeId: id("typ_01k0000000e008000000000000"),
    quantity: z.int(),
    buyer: checksummed,
    status: z.enum(HOLD_STATUSES),
    total: decimal.meta({ description: "What is to be paid in all", example: "0.1" }),
    currency: z.string().meta({ example: "ETH" }),
    currencyAddress: currencyAddress.meta({
      description:
        "What is paid with: zero for the chain's own coin, sent along; or an ERC-20, of which the event's contract first needs an allowance",
    }),
    expiresAt: moment.meta({ description: "From then on it counts for nothing, and nor does its permit" }),
    permit: z
      .object({
        ...typedDataShape("PurchasePermit", permitMessage),
        signature: signatureOutput,
        signer: checksummed.meta({ description: "Who signed it: `purchase(message, signer, signature)`" }),
      })
      .meta({ id: "PurchasePermit", description: "For `purchase` of the event's contract" }),
  })
  .meta({ id: "Hold" });
export type HoldOutput = z.infer<typeof holdOutput>;
