import { z } from "zod";
import { checksummed, decimal, fields, id, listShape, moment, page, reference } from "@/lib/services/fields";

export const orderIdInput = fields({ id: z.string().meta({ description: "The order's id: ord_…" }) });
export type OrderIdInput = z.output<typeof orderIdInput>;

export const listOrdersInput = fields({
  ...listShape,
  eventId: z.string().optional().meta({ description: "Our id of an event, or `ext:` and yours" }),
  email: reference(254)
    .optional()
    .meta({ description: "Of the recipient or the attendee of one of its tickets, in any case" }),
  reference: reference().optional().meta({ description: "Your own reference, exactly" }),
});
export type ListOrdersInput = z.output<typeof listOrdersInput>;

export const orderOutput = z
  .object({
    id: id("ord_01k0000000e008000000000000"),
    eventId: id("evt_01k0000000e008000000000000"),
    reference: z.string().nullable().meta({
      description: "The `orderId` of the mint; null for a purchase on this site",
      example: "S-2041",
    }),
    buyer: checksummed.nullable().meta({ description: "Wallet that purchased; null for what was minted" }),
    email: z.string().nullable().meta({ description: "Of the first ticket that has one" }),
    quantity: z.int().meta({ description: "How many tickets it has" }),
    ticketIds: z.array(z.string()).meta({ description: "Its tickets, those invalidated or failed too" }),
    total: decimal
      .nullable()
      .meta({ description: "What was paid on the chain, in `currency`; null for what was minted" }),
    currency: z.string().meta({ example: "ETH" }),
    txHash: z.string().nullable().meta({ description: "Of the purchase" }),
    createdAt: moment,
  })
  .meta({ id: "Order" });
export type OrderOutput = z.infer<typeof orderOutput>;

export const orderPage = page(orderOutput);
export type OrderPage = z.infer<typeof orderPage>;
