import "server-only";
import { getAuth } from "./get-auth";
import { readViewer, type Viewer } from "./viewer";

/** Who is signed in, or null. Give it the request's headers: `await headers()` on a page. */
export function getViewer(headers: Headers): Promise<Viewer | null> {
  return readViewer({ ...getAuth(), headers });
}
