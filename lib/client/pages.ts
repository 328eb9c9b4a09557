export type Page<R> = { data: R[]; nextCursor: string | null };

/** The pages of a list, one after the other, until there is none. */
export async function* pages<R>(read: (cursor: string | null) => Promise<Page<R>>): AsyncGenerator<R[]> {
  let cursor: string | null = null;
  do {
    const page: Page<R> = await read(cursor);
    yield page.data;
    cursor = page.nextCursor;
  } while (cursor !== null);
}
