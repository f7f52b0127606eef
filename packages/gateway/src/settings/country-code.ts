/** Regions that Unicode knows and ISO 3166-1 does not list as countries: unions, islands with codes of their own, pseudo-locales. */
const notCountries = 'AC CP CQ DG EA EU EZ IC QO TA UN XA XB XK ZZ'.split(' ');

/** The code in capitals; null when ISO 3166-1 has no country of these two letters. */
export function readCountryCode(text: string): string | null {
  const code = text.trim().toUpperCase();
  if (!/^[A-Z]{2}$/.test(code) || notCountries.includes(code)) return null;
  const name = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' }).of(code);
  // A code of the past, such as DD, has a name too: that of its successor.
  const isCurrent = new Intl.Locale(`und-${code}`).region === code;
  return name !== undefined && isCurrent ? code : null;
}
