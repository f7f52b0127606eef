/** Under which name a record of the device register is kept. Sites that share an origin do not see each other's. */
export function deviceKey(siteKey: string, registerKey: string): string {
  return `handlr:${siteKey}:${registerKey}`;
}
