/** Under which key a record of the device register is kept. Sites that share an origin do not see each other's. */
export function deviceKey(siteKey: string, registerKey: string): string {
  return `${databaseName(siteKey)}:${registerKey}`;
}

/** Of the site's own database. */
export function databaseName(siteKey: string): string {
  return `handlr:${siteKey}`;
}

/** The key as a cookie's name, in which no colon may stand (RFC 6265 section 4.1.1, RFC 2616 section 2.2). */
export function cookieName(key: string): string {
  return key.replaceAll(':', '.');
}
