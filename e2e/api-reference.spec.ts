import { expect, test } from "./fixtures/test";

test("the reference is searched by keyboard, and its examples change their language for good", async ({
  page,
  keepScreenshot,
}) => {
  await page.goto("/docs/api");
  await expect(page.getByRole("heading", { name: "API reference" })).toBeVisible();
  await expect(page.getByText("uuidgen").first()).toBeVisible();

  const search = page.getByRole("textbox", { name: "Search the reference" });
  // The key is heard once the page has come to life.
  await expect(async () => {
    await page.keyboard.press("/");
    await expect(search).toBeFocused({ timeout: 500 });
  }).toPass();
  await page.keyboard.type("sold_out");
  await expect(page.getByRole("heading", { name: "Mint tickets" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Create an event" })).toBeHidden();
  await keepScreenshot("api-reference-search");

  // What is named so comes first.
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#sold_out$/);
  await expect(page.locator("#sold_out")).toBeInViewport();
  await expect(page.getByRole("heading", { name: "Create an event" })).toBeAttached();

  await page.keyboard.press("/");
  await page.keyboard.type("no such thing");
  await expect(page.getByText("Nothing has “no such thing” in it")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(search).toHaveValue("");

  const mint = page.locator("#mintTickets");
  await mint.getByRole("button", { name: "TypeScript" }).click();
  await expect(mint.getByText('api.post("/tickets/mint"')).toBeVisible();
  await page.reload();
  await expect(mint.getByText('api.post("/tickets/mint"')).toBeVisible();
  await mint.getByText("Accepted; on the way to the chain").click();
  await expect(mint.getByText('"batch": {')).toBeVisible();
  await keepScreenshot("api-reference");
});

test("a problem's type leads to what its code means", async ({ page, request }) => {
  const { type } = await (await request.get("/api/v1/me")).json();
  await page.goto(type);
  await expect(page.locator("#unauthenticated")).toBeInViewport();
});
