import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";

/** The cursors of the pages that one came through, oldest first, as one query parameter. */
const SEPARATOR = ".";

/** Reads `?page=`: cursors of base64url, so that a dot can stand between them. */
export function readTrail(page: string | undefined): string[] {
  return page ? page.split(SEPARATOR).filter((cursor) => /^[\w-]{1,200}$/.test(cursor)) : [];
}

type KeysetPagerProps = {
  /** The path, without its query. */
  path: string;
  /** The other query parameters, which stay. */
  query?: Readonly<Record<string, string | undefined>>;
  trail: readonly string[];
  nextCursor: string | null;
  /** How many rows this page has, in words. */
  shown: string;
};

/** Newer and older, by keyset: the address holds the way back, so that reload and sharing work. */
export function KeysetPager({ path, query = {}, trail, nextCursor, shown }: KeysetPagerProps) {
  if (trail.length === 0 && nextCursor === null) return null;
  const href = (cursors: readonly string[]) => {
    const search = new URLSearchParams();
    for (const [key, value] of Object.entries(query)) if (value) search.set(key, value);
    if (cursors.length > 0) search.set("page", cursors.join(SEPARATOR));
    return search.size > 0 ? `${path}?${search}` : path;
  };
  return (
    <nav aria-label="Pages" className="flex items-center justify-between gap-4 pt-4">
      <p className="text-muted-foreground text-sm">
        Page {trail.length + 1} · {shown}
      </p>
      <div className="flex gap-2">
        {trail.length > 0 ? (
          <Button asChild variant="secondary" size="sm">
            <Link href={href(trail.slice(0, -1))}>
              <ChevronLeft aria-hidden="true" />
              Newer
            </Link>
          </Button>
        ) : null}
        {nextCursor ? (
          <Button asChild variant="secondary" size="sm">
            <Link href={href([...trail, nextCursor])}>
              Older
              <ChevronRight aria-hidden="true" />
            </Link>
          </Button>
        ) : null}
      </div>
    </nav>
  );
}
