/** `0x1234567890…` → `0x1234…cdef`: enough to tell apart by eye, never enough to trust. Short values are left whole. */
export function shorten(value: string, lead = 6, tail = 4): string {
  return value.length <= lead + tail + 1 ? value : `${value.slice(0, lead)}…${value.slice(-tail)}`;
}
