/*
 * Which pages may embed a site. Patterns are origins, `https://shop.example` or `http://localhost:8080`,
 * and for staging `https://*.staging.example`: one or more labels in front, never the bare domain.
 * Scheme and port must match. An origin that is missing, opaque (`null`) or not written as a browser writes it is refused.
 */

type Pattern = { readonly scheme: string; readonly host: string; readonly wildcard: boolean; readonly port: string };

const patternForm = /^(https?):\/\/(\*\.)?([^/?#@*\s]+)$/;

/** Whether a page of this origin may embed a site that allows these patterns. */
export function allowedOrigin(origin: string | undefined, patterns: readonly string[]): boolean {
  const page = origin === undefined ? null : readOrigin(origin);
  if (page === null) return false;
  return patterns.some((text) => {
    const pattern = readPattern(text);
    return (
      pattern !== null &&
      pattern.scheme === page.protocol &&
      pattern.port === page.port &&
      hostMatches(pattern, page.hostname)
    );
  });
}

/** The pattern as browsers write origins (lower case, no default port), or null when it is not one. */
export function normaliseOriginPattern(text: string): string | null {
  const pattern = readPattern(text.trim());
  if (pattern === null) return null;
  const port = pattern.port === '' ? '' : `:${pattern.port}`;
  return `${pattern.scheme}//${pattern.wildcard ? '*.' : ''}${pattern.host}${port}`;
}

function readPattern(text: string): Pattern | null {
  const [, scheme, star, authority] = patternForm.exec(text) ?? [];
  if (scheme === undefined || authority === undefined) return null;
  const url = URL.parse(`${scheme}://${authority}/`);
  if (url === null) return null;
  const wildcard = star !== undefined;
  // `https://*.com` would let in half the web, and an address has no subdomains.
  if (wildcard && (!url.hostname.includes('.') || isAddress(url.hostname))) return null;
  return { scheme: url.protocol, host: url.hostname, wildcard, port: url.port };
}

function readOrigin(text: string): URL | null {
  const url = URL.parse(text);
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:';
  return url !== null && isWeb && url.origin === text ? url : null;
}

function hostMatches({ host, wildcard }: Pattern, candidate: string): boolean {
  return wildcard ? candidate.endsWith(`.${host}`) && candidate.length > host.length + 1 : candidate === host;
}

function isAddress(hostname: string): boolean {
  return hostname.startsWith('[') || /^[\d.]+$/.test(hostname);
}
