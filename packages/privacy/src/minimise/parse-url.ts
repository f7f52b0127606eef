/** An absolute http or https address in its parts; no parts at all for anything else. */
export function parseUrl(text: string): Partial<Pick<URL, 'origin' | 'hostname' | 'pathname'>> {
  try {
    const url = new URL(text);
    if (url.protocol.startsWith('http')) return url;
  } catch {}
  return {};
}
