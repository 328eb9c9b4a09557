import { members, users, walletAddresses } from "@/lib/db/schema/auth";
import { holds, listings } from "@/lib/db/schema/sale";
import { webhookDeliveries, webhookEndpoints, webhookMessages } from "@/lib/db/schema/webhooks";
import { newId } from "@/lib/ids";
import { ALICE } from "@/test/contract-callers";
import type { TestRuntime } from "@/test/test-runtime";
import { newWallet } from "@/test/wallet-session";

type Owner = { organisationId: string; eventId: string; ticketTypeId: string; ticketId: string };

/** Things of an organisation that take more than a call to come about, as rows. */
export async function storedThings({ db, chain, webhooks }: TestRuntime, owner: Owner) {
  const { organisationId, eventId, ticketTypeId, ticketId } = owner;
  const [endpoint, message, delivery] = [newId("whe"), newId("msg"), newId("evd")];
  const [member, hold, listing] = [newId("mem"), newId("hld"), newId("lst")];
  const [now, later] = [new Date(), new Date(Date.now() + 86_400_000)];
  const secret = webhooks.seal.close("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
  const [type, subject] = ["ticket.issued", ticketId] as const;
  await db
    .insert(webhookEndpoints)
    .values({ id: endpoint, organisationId, url: "http://127.0.0.1:9/", events: [type], secret });
  await db
    .insert(webhookMessages)
    .values({ id: message, organisationId, type, subject, data: { ticketId }, at: now, body: "{}" });
  await db
    .insert(webhookDeliveries)
    .values({ id: delivery, endpointId: endpoint, messageId: message, subject, status: "failed" });
  await db.insert(users).values({ id: member, name: "Ada", email: `${member}@example.org` });
  const { address } = newWallet();
  await db.insert(walletAddresses).values({ id: member, userId: member, address, chainId: chain.chainId });
  await db
    .insert(members)
    .values({ id: member, organizationId: organisationId, userId: member, role: "gate" });
  await db.insert(listings).values({
    id: listing,
    eventId,
    ticketId,
    tokenId: 1_000_000_001n,
    seller: ALICE.address,
    priceUnits: 1n,
    nonce: 0,
    signature: "0x00",
    expiresAt: later,
  });
  await db.insert(holds).values({
    id: hold,
    eventId,
    ticketTypeId,
    quantity: 1,
    buyer: ALICE.address,
    nonce: 1,
    unitPriceUnits: 1n,
    signer: ALICE.address,
    signature: "0x00",
    expiresAt: later,
  });
  return { webhook_endpoint: endpoint, webhook_delivery: delivery, member, hold, listing };
}
