import type { BrowserContext } from "@playwright/test";
import type { Address } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { z } from "zod";
import { type DemoApi, openDemoApi } from "./fixtures/demo-api";
import { signInWithBurner } from "./fixtures/sign-in";
import { test as base, expect } from "./fixtures/test";

const HOUR_MS = 3_600_000;
const QR_CODE = { name: "QR code of this ticket" };

const test = base.extend<{ api: DemoApi }>({
  api: async ({ baseURL }, use) => {
    const api = await openDemoApi(baseURL ?? "");
    await use(api);
    await api.dispose();
  },
});

const eventSchema = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  ticketTypes: z.tuple([z.object({ id: z.string() })], z.unknown()),
});
const mintedSchema = z.object({ tickets: z.tuple([z.object({ id: z.string() })], z.unknown()) });

/** A published event of its own for each test, so that tests may run side by side. */
async function publishEvent(api: DemoApi, change: object = {}) {
  const startsAt = Date.now() + 12 * 24 * HOUR_MS;
  const event = await api.post(
    "/events",
    {
      name: `Summer Night Quartet ${Math.random().toString(36).slice(2, 7)}`,
      description: "Chamber music under the open roof.\n\nDoors open an hour before.",
      startsAt: new Date(startsAt).toISOString(),
      endsAt: new Date(startsAt + 4 * HOUR_MS).toISOString(),
      timeZone: "Europe/Lisbon",
      currency: "EUR",
      venue: { name: "Casa da Música", address: "Avenida da Boavista 604, Porto" },
      ticketTypes: [
        { name: "Balcony", price: "25.00", supply: 100 },
        { name: "Patron", price: "120.00", supply: 3, description: "Front row and a glass of wine." },
      ],
      ...change,
    },
    eventSchema,
  );
  await api.post(`/events/${event.id}/publish`, {}, z.unknown());
  return event;
}

type Event = Awaited<ReturnType<typeof publishEvent>>;

async function mintTo(api: DemoApi, event: Event, to: Address): Promise<string> {
  const ticket = {
    ticketTypeId: event.ticketTypes[0].id,
    to,
    attendee: { name: "Renée Zeltner", email: "renee@example.org" },
    seat: { section: "Left", row: "B", seat: "14" },
  };
  const { tickets } = await api.post("/tickets/mint", { eventId: event.id, tickets: [ticket] }, mintedSchema);
  return tickets[0].id;
}

/** Gives the browser a burner wallet whose address the test knows. */
async function holdBurner(context: BrowserContext): Promise<Address> {
  const key = generatePrivateKey();
  await context.addInitScript((value) => localStorage.setItem("ticketchain.burner.key", value), key);
  return privateKeyToAccount(key).address;
}

test("a ticket reaches its wallet by itself, shows its code, and is stamped when the gate has read it", async ({
  page,
  context,
  api,
  keepScreenshot,
}) => {
  const address = await holdBurner(context);
  await page.goto("/tickets");
  await expect(page.getByRole("heading", { name: "Your tickets are in your wallet" })).toBeVisible();
  await keepScreenshot("my-tickets-no-wallet");

  await signInWithBurner(page, "Connect wallet");
  await expect(page.getByRole("heading", { name: "No tickets yet" })).toBeVisible();
  await keepScreenshot("my-tickets-none");

  const event = await publishEvent(api);
  const ticketId = await mintTo(api, event, address);
  const card = page.getByRole("article").filter({ hasText: event.name });
  await expect(card.getByText("Valid", { exact: true })).toBeVisible();
  await expect(card).toContainText("Left, row B, seat 14");
  await expect(page.getByText(/^Read from the chain at block \d+$/)).toBeVisible();
  await keepScreenshot("my-tickets");

  await page.getByRole("link", { name: event.name }).click();
  await expect(page).toHaveURL(new RegExp(`/tickets/${ticketId}$`));
  await expect(page.getByRole("heading", { level: 1, name: event.name })).toBeVisible();
  await expect(page.getByRole("img", QR_CODE)).toBeInViewport({ ratio: 0.9 });
  await expect(page.getByText("Renée Zeltner")).toBeVisible();
  await expect(page.getByText("owner and status are as shown")).toBeVisible();
  await keepScreenshot("ticket");

  await api.post(`/tickets/${ticketId}/checkin`, { gate: "North" }, z.unknown());
  const standing = page.getByRole("status").filter({ hasText: "Checked in" });
  await expect(standing).toContainText("Gate North");
  await expect(page.getByRole("img", QR_CODE)).toBeHidden();
  await expect(page.getByText("Check-in is on the chain")).toBeVisible();
  await keepScreenshot("ticket-checked-in");
});

test("nobody but the holder sees a ticket's code or its guest's name", async ({
  browser,
  page,
  context,
  api,
}) => {
  const holder = privateKeyToAccount(generatePrivateKey()).address;
  const event = await publishEvent(api);
  const ticketId = await mintTo(api, event, holder);

  await holdBurner(context);
  const response = await page.goto(`/tickets/${ticketId}`);
  const html = (await response?.text()) ?? "";
  expect(html).not.toContain("Zeltner");
  expect(html).not.toContain("renee@example.org");
  await expect(page.getByText("Sign in with the wallet that holds this ticket.")).toBeVisible();
  await expect(page.getByRole("img", QR_CODE)).toHaveCount(0);

  await signInWithBurner(page, "Sign in");
  await expect(page.getByText(/This ticket is held by 0x/)).toBeVisible();
  await expect(page.getByRole("img", QR_CODE)).toHaveCount(0);
  await expect(page.getByText("Zeltner")).toHaveCount(0);

  const withoutScripts = await browser.newContext({ javaScriptEnabled: false });
  const plain = await withoutScripts.newPage();
  await plain.goto(`/tickets/${ticketId}`);
  await expect(plain.getByRole("heading", { level: 1, name: event.name })).toBeVisible();
  await expect(plain.getByText("On the chain", { exact: true })).toBeVisible();
  await withoutScripts.close();
});

test("an invalidated ticket says why it no longer admits, and keeps no code", async ({
  page,
  context,
  api,
  keepScreenshot,
}) => {
  const address = await holdBurner(context);
  const event = await publishEvent(api);
  const ticketId = await mintTo(api, event, address);
  await page.goto("/tickets");
  await signInWithBurner(page, "Connect wallet");
  await page.goto(`/tickets/${ticketId}`);
  await expect(page.getByRole("img", QR_CODE)).toBeVisible();

  await api.post(`/tickets/${ticketId}/invalidate`, { reason: "refunded", note: "called us" }, z.unknown());
  await expect(page.getByText("This ticket no longer admits: it was refunded.")).toBeVisible();
  await expect(page.getByRole("img", QR_CODE)).toHaveCount(0);
  await expect(page.getByText("called us")).toHaveCount(0);
  await expect(page.getByText("Invalidation is on the chain")).toBeVisible();
  await keepScreenshot("ticket-invalidated");
});

test("an event's page tells all there is to know, and fills a calendar", async ({
  page,
  api,
  request,
  baseURL,
  keepScreenshot,
}) => {
  const event = await publishEvent(api, { transferPolicy: "open", resaleCapBps: 12_500 });
  await page.goto(`/e/${event.slug}`);
  await expect(page.getByRole("heading", { level: 1, name: event.name })).toBeVisible();
  await expect(page.getByText(/^Where you are: /)).toBeVisible();
  await expect(page.getByText("€25.00")).toBeVisible();
  await expect(page.getByText("100 of 100 left")).toBeVisible();
  await expect(page.getByText("Resale at 125 % of face price at most")).toBeVisible();
  await expect(page.getByRole("link", { name: /Show on a map/ })).toHaveAttribute("href", /openstreetmap/);
  await expect(page.locator('meta[property="og:title"]')).toHaveAttribute("content", event.name);
  await keepScreenshot("event-public");

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Add to calendar" }).click();
  expect((await download).suggestedFilename()).toBe(`${event.slug}.ics`);

  const picture = await page.locator('meta[property="og:image"]').getAttribute("content");
  const answer = await request.get(new URL(picture ?? "").pathname);
  expect(answer.headers()["content-type"]).toBe("image/png");

  // Events of other tests may name pictures that nobody can have.
  await page.route(
    (url) => !url.href.startsWith(baseURL ?? ""),
    (route) => route.fulfill({ body: "" }),
  );
  await page.goto("/events");
  await expect(page.getByRole("link", { name: event.name })).toBeVisible();
});

test("what does not exist or is a draft is a 404", async ({ api, request }) => {
  const draft = await api.post(
    "/events",
    {
      name: "Not yet",
      startsAt: new Date(Date.now() + HOUR_MS).toISOString(),
      endsAt: new Date(Date.now() + 2 * HOUR_MS).toISOString(),
      timeZone: "UTC",
      currency: "EUR",
      ticketTypes: [{ name: "General", price: "0.00", supply: 1 }],
    },
    eventSchema,
  );
  for (const path of [
    `/e/${draft.slug}`,
    `/e/${draft.slug}/calendar.ics`,
    "/e/no-such-event",
    "/tickets/tkt_x",
  ]) {
    expect((await request.get(path)).status(), path).toBe(404);
  }
});

test.describe("while the chain can't be reached", () => {
  test.use({ allowedConsoleErrors: [/api\/rpc/] });

  test("My tickets shows what the server knew, and says so", async ({
    page,
    context,
    api,
    keepScreenshot,
  }) => {
    const address = await holdBurner(context);
    const event = await publishEvent(api);
    await mintTo(api, event, address);
    await page.goto("/tickets");
    await signInWithBurner(page, "Connect wallet");
    await expect(page.getByText(/^Read from the chain at block/)).toBeVisible();

    await page.route("**/api/rpc", (route) => route.abort());
    await page.reload();
    await expect(page.getByText("The chain can't be reached at the moment")).toBeVisible();
    await expect(page.getByRole("article").filter({ hasText: event.name })).toBeVisible();
    await keepScreenshot("my-tickets-chain-away");
  });
});
