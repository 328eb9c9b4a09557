import type { PublicEventOutput } from "@/lib/services/event/schema";

type Venue = NonNullable<PublicEventOutput["venue"]>;

/** Where a map shows the venue: at its coordinates if they are known, else by what it is called. */
export function mapLink({ name, address, latitude, longitude }: Venue): string {
  if (latitude !== null && longitude !== null) {
    return `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`;
  }
  const query = address ?? name;
  return `https://www.openstreetmap.org/search?query=${encodeURIComponent(query)}`;
}
