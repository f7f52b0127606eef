/** What a device remembers of a gateway that would not have it. */
export type Closed = { readonly closedUntil: number };

/**
 * Whether the chat is closed on this device: then no socket is opened by itself and nothing is prompted.
 * Until its end, to the millisecond, by the device's own clock; the gateway judges anew each time that it is asked.
 */
export function isClosed(record: Closed | null, nowMs: number): boolean {
  return record !== null && nowMs < record.closedUntil;
}
