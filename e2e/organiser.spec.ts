import type { Page } from "@playwright/test";
import { signInWithBurner } from "./fixtures/sign-in";
import { expect, test } from "./fixtures/test";

/** What is refused on purpose; the browser writes every such answer to its console. */
const REFUSED = /the server responded with a status of 409/;

/** How long a busy machine may take to bring something to the chain and back. */
const CHAIN_MS = 60_000;

const WALLET = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const GUESTS = ["Émilie du Châtelet", "José Núñez", "Łukasz Żak", "Zoë Müller"].flatMap((name, family) =>
  [1, 2, 3].map((nth) => ({
    name: `${name} ${nth}`,
    id: `G-${family}${nth}`,
    row: "ABCD".charAt(family),
    nth,
  })),
);

const HEADER = "Guest name;E-Mail Address;Wallet;Ticket type;External ID;Order;Section;Row;Seat;Remarks";
const GUEST_LIST = [
  HEADER,
  ...GUESTS.map(({ name, id, row, nth }) => {
    const seat = nth === 3 ? `Balcony;${row};${nth}` : ";;";
    return `${name};${id.toLowerCase()}@example.org;${nth === 2 ? WALLET : ""};${nth === 3 ? "balcony" : "STANDING"};${id};O-${row};${seat};x`;
  }),
  `Bad Wallet;;${WALLET.slice(0, -2)};Standing;B-1;;;;;`,
  "Wrong Type;wrong@example.org;;Backstage;G-01;;;;;",
].join("\n");

test.describe("an organiser", () => {
  test.use({ allowedConsoleErrors: [REFUSED] });

  test("creates an event, issues a guest list on the chain, checks in, undoes and invalidates", async ({
    page,
    context,
    keepScreenshot,
  }) => {
    test.slow();
    await test.step("signs in and names the organisation", async () => {
      await page.goto("/dashboard");
      await expect(page.getByRole("heading", { name: "Organise with TicketChain" })).toBeVisible();
      await keepScreenshot("organiser-1-visitor");
      await signInWithBurner(page);
      await page.getByRole("button", { name: "Create organisation" }).click();
      await expect(page.getByText("Give it a name.")).toBeVisible();
      await page.getByLabel("What is your organisation called?").fill("Kulturhaus e.V.");
      await page.getByRole("button", { name: "Create organisation" }).click();
      await expect(page.getByRole("heading", { name: "No events yet" })).toBeVisible();
      await keepScreenshot("organiser-2-no-events");
    });

    await test.step("creates the event; what is wrong is said, and a reload loses nothing", async () => {
      await page.getByRole("link", { name: "Create your first event" }).click();
      await createEvent(page, keepScreenshot);
      await expect(page.getByRole("heading", { name: "This event is a draft" })).toBeVisible();
      await keepScreenshot("organiser-4-draft");
    });

    await test.step("publishes it and waits for its contract", async () => {
      await page.getByRole("button", { name: "Publish event" }).click();
      const dialog = page.getByRole("alertdialog");
      await expect(dialog).toContainText("can't be undone");
      await dialog.getByRole("button", { name: "Publish event" }).click();
      await expect(dialog).toBeHidden();
      await expect(page.getByText("Deployed in")).toBeVisible({ timeout: CHAIN_MS });
      await page.getByRole("button", { name: /^Show transaction/ }).click();
      await expect(page.getByRole("dialog")).toContainText("Succeeded");
      await page.keyboard.press("Escape");
      await keepScreenshot("organiser-5-published");
    });

    await test.step("imports a guest list, leaving out two bad rows on purpose", async () => {
      await page.getByRole("navigation", { name: "Event" }).getByRole("link", { name: "Issue" }).click();
      await importGuests(page, keepScreenshot);
      await expect(page.getByText("12 tickets confirmed on chain", { exact: true })).toBeVisible({
        timeout: CHAIN_MS,
      });
      const download = page.waitForEvent("download");
      await page.getByRole("button", { name: "Download claim codes" }).click();
      expect((await download).suggestedFilename()).toBe("Summer Night – claim codes.csv");
      await keepScreenshot("organiser-7-issued");
      await page.reload();
      await expect(page.getByText("12 tickets confirmed on chain", { exact: true })).toBeVisible();
    });

    await test.step("is told by the server which guests have their tickets already", async () => {
      await page.getByRole("link", { name: "Issue more" }).click();
      await chooseGuestList(page);
      await page.getByText("Leave these 2 rows out").click();
      await page.getByRole("button", { name: "Issue 12 tickets" }).click();
      await expect(page.getByText("Not issued")).toBeVisible();
      await expect(page.getByText("“G-01” is taken by another ticket of the event.")).toBeVisible();
    });

    await test.step("finds a guest and checks them in, once", async () => {
      await page
        .getByRole("navigation", { name: "Event" })
        .getByRole("link", { name: /^Tickets/ })
        .click();
      await expect(page.getByRole("link", { name: "Zoë Müller 1" })).toBeVisible();
      await keepScreenshot("organiser-8-tickets");
      await page.getByRole("searchbox", { name: "Search tickets" }).fill("núñez 2");
      await expect(page).toHaveURL(/search=/);
      await expect(page.getByRole("link", { name: /Núñez/ })).toHaveCount(1);
      await page.getByRole("link", { name: "José Núñez 2" }).click();

      const checkIn = { name: "Check in", exact: true };
      await expect(page.getByRole("button", checkIn)).toBeVisible();
      const colleague = await context.newPage();
      await colleague.goto(page.url());
      await expect(colleague.getByRole("button", checkIn)).toBeVisible();
      await page.getByRole("button", checkIn).click();
      await expect(page.getByRole("button", { name: "Undo check-in" })).toBeVisible();
      await colleague.getByRole("button", checkIn).click();
      await expect(colleague.getByText(/^Checked in already: .+\d\d:\d\d\.$/)).toBeVisible();
      await keepScreenshot("organiser-9-refused", colleague);
      await colleague.close();
    });

    await test.step("undoes it, and invalidates the ticket for good", async () => {
      await expect(page.getByText("Check-in recorded on the chain")).toBeVisible({ timeout: CHAIN_MS });
      await page.getByRole("button", { name: "Undo check-in" }).click();
      await expect(page.getByText("Undone on the chain")).toBeVisible({ timeout: CHAIN_MS });
      await page.getByRole("button", { name: "Invalidate" }).click();
      const dialog = page.getByRole("alertdialog");
      await expect(dialog).toContainText("can't be undone");
      await dialog.getByLabel("Reason").selectOption("Issued twice");
      await dialog.getByLabel("Note").fill("Came with two orders.");
      await dialog.getByRole("button", { name: "Invalidate ticket" }).click();
      await expect(page.getByText("It admits nobody any more.")).toBeVisible();
      await expect(page.getByText("Invalidated on the chain")).toBeVisible({ timeout: CHAIN_MS });
      await expect(page.getByText("Came with two orders.")).toBeVisible();
      await keepScreenshot("organiser-10-invalidated");
    });

    await test.step("sees it in the figures", async () => {
      await page.getByRole("link", { name: "Your events" }).click();
      const row = page.getByRole("row").filter({ hasText: "Summer Night" });
      await expect(row).toContainText("11 of 520");
      await page.getByText(/^Local chain, block [\d,]+ · /).click();
      await expect(page.getByText("Read up to")).toBeVisible();
      await expect(page.getByText("The server needs a hand")).toBeHidden();
      await keepScreenshot("organiser-11-events");
    });
  });
});

test.describe("a newcomer", () => {
  // React reports what ends a page that is still being streamed, here that there is none, when it had to begin anew meanwhile.
  test.use({ allowedConsoleErrors: [/Minified React error #441/] });

  test("is asked to sign in wherever they arrive, and then finds nothing of others", async ({ page }) => {
    await page.goto("/dashboard/events/evt_01k0000000e008000000000000");
    await signInWithBurner(page);
    await page.getByLabel("What is your organisation called?").fill("Another house");
    await page.getByRole("button", { name: "Create organisation" }).click();
    await expect(page.getByText("There is no such page in your organisation")).toBeVisible();
  });
});

type KeepScreenshot = (name: string) => Promise<void>;

async function createEvent(page: Page, keepScreenshot: KeepScreenshot): Promise<void> {
  const create = page.getByRole("button", { name: "Create event" });
  await create.click();
  const name = page.getByLabel("Name", { exact: true });
  await expect(name).toBeFocused();
  await expect(name).toHaveAccessibleDescription(/Give the event a name/);

  await name.fill("Summer Night");
  await page.getByLabel("Venue").fill("Kulturhaus");
  await page.getByLabel("Time zone").selectOption("Europe/Berlin");
  await page.getByLabel("Starts").fill("2031-03-30T02:30");
  const first = page.getByRole("group", { name: "Ticket type 1" });
  await first.getByLabel("Ticket type").fill("Standing");
  await first.getByLabel("Price").fill("25");
  await first.getByLabel("How many").fill("480");
  await page.getByRole("button", { name: "Add a ticket type" }).click();
  const second = page.getByRole("group", { name: "Ticket type 2" });
  await expect(second.getByLabel("Ticket type")).toBeFocused();
  await second.getByLabel("Ticket type").fill("Balcony");
  await second.getByLabel("Price").fill("45,50");
  await second.getByLabel("How many").fill("40");
  await create.click();
  await expect(page.getByLabel("Starts")).toBeFocused();
  await keepScreenshot("organiser-3-create");

  await page.reload();
  await expect(second.getByLabel("Price")).toHaveValue("45,50");
  await page.getByLabel("Starts").fill("2031-06-12T19:30");
  await page.getByLabel("Ends").fill("2031-06-12T23:00");
  await create.click();
}

async function chooseGuestList(page: Page): Promise<void> {
  await page.getByLabel("Guest list file").setInputFiles({
    name: "guests.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(GUEST_LIST),
  });
}

async function importGuests(page: Page, keepScreenshot: KeepScreenshot): Promise<void> {
  await expect(page.getByRole("button", { name: "Choose a file" })).toBeVisible();
  await chooseGuestList(page);
  await expect(page.getByText("has 38 digits after 0x instead of 40")).toBeVisible();
  await expect(page.getByText("“Backstage” is no ticket type of this event")).toBeVisible();
  await expect(page.getByText("not used: “Remarks”")).toBeVisible();

  const issue = page.getByRole("button", { name: "Issue 12 tickets" });
  await issue.click();
  const leaveOut = page.getByRole("checkbox", { name: "Leave these 2 rows out" });
  await expect(leaveOut).toBeFocused();
  await keepScreenshot("organiser-6-preview");
  await leaveOut.click();
  await issue.click();
  await expect(page).toHaveURL(/[?]batch=bat_/);
}
