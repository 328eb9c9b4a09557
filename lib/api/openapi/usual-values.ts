import type { SchemaNode } from "@/lib/schema-node";

const HASH = "0x6c1f0c4a3e2b9d87f5a1c3e0b4d6f8a29b7c5d3e1f0a2b4c6d8e0f1a3b5c7d9e";

/** What fields of these names hold in an example, where their schemas don't say; the first value of the field's type. */
const USUAL: Readonly<Record<string, readonly unknown[]>> = {
  address: ["Hauptstraße 1, 10827 Berlin"],
  available: [420],
  balance: ["1.25"],
  batchId: ["bat_01k0000000e008000000000000"],
  blockNumber: [4711],
  by: ["key_01k0000000e008000000000000"],
  chainId: [31337],
  checkedIn: [60],
  claimToken: ["q7hX2mQ9sVfKdB3nRzT5wYc1LpE8aJgU"],
  code: ["sold_out"],
  confirmed: [480],
  custody: [false],
  description: ["Chamber music under the open roof."],
  detail: ["The chain refused it."],
  deviceId: [null],
  email: ["ada@example.org"],
  eventId: ["evt_01k0000000e008000000000000"],
  externalId: ["A-1001"],
  failed: [0],
  failures: [0],
  final: [400],
  finalized: [4700],
  gate: ["North"],
  head: [4712],
  held: [0],
  image: ["https://example.org/poster.jpg"],
  imageUrl: ["https://example.org/poster.jpg"],
  indexed: [4712],
  insideNow: [57],
  invalidated: [1],
  issued: [80],
  key: ["tc_4fKq9ZpLx8VbN2mRtY7wQc3HsJ6dGa5EuK1iTzPo"],
  lagBlocks: [0],
  latitude: [52.4862],
  listed: [0],
  longitude: [13.3514],
  maxPerWallet: [6],
  name: ["Summer Night"],
  nativeSymbol: ["ETH"],
  nonce: ["gate-7-000123"],
  note: ["Paid back on 2 June."],
  openapi: ["3.1.0"],
  orderId: ["ord_01k0000000e008000000000000"],
  orderReference: ["order-77"],
  pending: [0],
  quantity: [2],
  queued: [0],
  reason: ["refunded"],
  resaleCapBps: [10_000],
  resold: [0],
  row: ["B"],
  royaltyBps: [500],
  scopes: ["tickets:read"],
  seat: ["14"],
  secret: ["whsec_Zm9yIGV4YW1wbGUgb25seSwgbm90IGEgc2VjcmV0"],
  section: ["Balcony"],
  signerBalance: ["1.25"],
  slug: ["summer-night"],
  sold: [0],
  state: ["confirmed"],
  submitted: [20],
  supply: [500],
  ticketIds: ["tkt_01k0000000e008000000000000"],
  tokens: ["USDC"],
  total: [500],
  transferPolicy: ["market_only"],
  txHash: [HASH],
  url: ["https://shop.example.org/hooks/ticketchain"],
  value: ["Valid"],
  warnings: ["The account 0x7099…79C8 is running out of funds."],
};

/** The usual value of a field, if there is one and it fits what the schema says of its type. */
export function usualValue(fieldName: string, schema: SchemaNode): unknown {
  return USUAL[fieldName]?.find((value) => fits(value, schema));
}

function fits(value: unknown, { type, enum: choices }: SchemaNode): boolean {
  if (choices) return choices.includes(value);
  return [type].flat().some((each) => each === (value === null ? "null" : typeName(value)));
}

function typeName(value: unknown): string {
  if (typeof value !== "number") return typeof value;
  return Number.isInteger(value) ? "integer" : "number";
}
