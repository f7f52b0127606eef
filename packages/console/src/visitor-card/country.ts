let names: Intl.DisplayNames | undefined;

/** "Germany" for DE; the code itself where the browser knows no name for it. */
export function countryName(code: string): string {
  names ??= new Intl.DisplayNames(['en'], { type: 'region', fallback: 'code' });
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
