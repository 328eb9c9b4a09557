import { type IncomingMessage, request } from "node:http";
import { expect, test } from "@playwright/test";

/* What the framework in front of the routes would answer by itself. */

/** The answer to a request that no browser would send. */
async function answerTo(url: string, method: string) {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request(url, { method }, resolve).on("error", reject).end();
  });
  const body: unknown = JSON.parse(Buffer.concat(await response.toArray()).toString());
  return { status: response.statusCode, type: response.headers["content-type"], body };
}

test.describe("a request that the framework can't read is refused like any other", () => {
  for (const path of ["tickets/", "tickets/%", "%zz", "events/%ff/stats", "open/actions/%e9%80"]) {
    test(`/${path}`, async ({ baseURL }) => {
      const { status, type, body } = await answerTo(`${baseURL}/api/v1/${path}`, "GET");
      expect([401, 403, 404]).toContain(status);
      if (path.startsWith("open/")) return expect(body).toEqual({ message: "Forbidden" });
      expect(type).toBe("application/problem+json");
      expect(body).toMatchObject({ status, requestId: expect.any(String) });
    });
  }

  for (const method of ["TRACE", "PROPFIND"]) {
    test(method, async ({ baseURL }) => {
      const { status, body } = await answerTo(`${baseURL}/api/v1/tickets`, method);
      expect({ status, body }).toMatchObject({ status: 405, body: { code: "method_not_allowed" } });
    });
  }
});
