import { db } from "ponder:api";
import { chainEvent, ticket } from "ponder:schema";
import { Hono } from "hono";
import { count } from "ponder";

const app = new Hono();

/** What was indexed, and the most memory that this process has had. */
app.get("/result", async (c) => {
  const [tickets] = await db.select({ count: count() }).from(ticket);
  const [chainEvents] = await db.select({ count: count() }).from(chainEvent);
  return c.json({
    tickets: tickets?.count,
    chainEvents: chainEvents?.count,
    peakRssBytes: process.resourceUsage().maxRSS * 1024,
  });
});

export default app;
