const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * Names the day of a time in a time zone, by its own rules for summer time.
 * @throws RangeError for what is no IANA time zone.
 */
export function dayIn(zone: string, atMs: number): string {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(zone, format);
  }
  return format.format(atMs);
}

export function isTimeZone(zone: string): boolean {
  try {
    dayIn(zone, 0);
    return true;
  } catch {
    return false;
  }
}
