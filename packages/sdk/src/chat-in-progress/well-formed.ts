/** Text that every store and screen can hold: no NUL, no half character. */
export function wellFormed(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}
