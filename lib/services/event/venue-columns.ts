import type { CreateEventInput } from "./schema";

/** A venue as an event's columns. */
export function venueColumns(venue: NonNullable<CreateEventInput["venue"]> | null) {
  return {
    venueName: venue?.name ?? null,
    venueAddress: venue?.address ?? null,
    latitude: venue?.latitude ?? null,
    longitude: venue?.longitude ?? null,
  };
}
