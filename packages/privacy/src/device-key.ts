/** Under which name a record of the device register is kept. Sites that share an origin do not see each other's. */
export function deviceKey(siteKey: string, registerKey: string): string {
  return `handlr:${siteKey}:${registerKey}`;
}

/** Its name where it is a cookie instead: a colon may not stand in one (RFC 6265 §4.1.1, RFC 2616 §2.2). */
export function cookieName(key: string): string {
  return key.replaceAll(':', '.');
}
