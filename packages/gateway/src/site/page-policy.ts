/*
 * What a page's Content-Security-Policy says about the snippet, read as browsers read it (CSP Level 3 §6.7),
 * as far as the snippet is concerned. Every policy of a page holds, so each must allow it.
 */

export type SnippetTag = { readonly source: string; readonly nonce: string | null };

/** Which directives of these policies would stop the snippet on a page of this origin; none when it runs. */
export function blockedBy(
  policies: readonly string[],
  pageOrigin: string,
  tag: SnippetTag,
  connectSources: readonly string[],
): readonly ('script-src' | 'connect-src')[] {
  const parsed = policies.map(parsePolicy);
  const scriptRuns = parsed.every((policy) => {
    const sources = policy.get('script-src-elem') ?? policy.get('script-src') ?? policy.get('default-src');
    return sources === undefined || allowsScript(sources, pageOrigin, tag);
  });
  const connects = parsed.every((policy) => {
    const sources = policy.get('connect-src') ?? policy.get('default-src');
    return (
      sources === undefined || connectSources.every((url) => sources.some((source) => matches(source, url, pageOrigin)))
    );
  });
  return [...(scriptRuns ? [] : (['script-src'] as const)), ...(connects ? [] : (['connect-src'] as const))];
}

function parsePolicy(text: string): ReadonlyMap<string, readonly string[]> {
  const directives = new Map<string, readonly string[]>();
  for (const part of text.split(';')) {
    const [name, ...sources] = part.trim().split(/\s+/);
    // Of a directive that is there twice, the first one holds.
    if (name && !directives.has(name.toLowerCase())) directives.set(name.toLowerCase(), sources);
  }
  return directives;
}

function allowsScript(sources: readonly string[], pageOrigin: string, { source, nonce }: SnippetTag): boolean {
  if (nonce !== null && sources.includes(`'nonce-${nonce}'`)) return true;
  if (sources.includes("'strict-dynamic'")) return false;
  return sources.some((allowed) => matches(allowed, source, pageOrigin));
}

function matches(source: string, target: string, pageOrigin: string): boolean {
  const url = new URL(target);
  if (source === "'self'") return url.origin === pageOrigin;
  if (source === '*') return true;
  if (/^[a-z][a-z0-9+.-]*:$/i.test(source)) return sameScheme(source.toLowerCase(), url.protocol);
  const [, scheme, host = '', port, path = ''] =
    /^(?:([a-z][a-z0-9+.-]*):\/\/)?([^/:']+)(?::(\d+|\*))?(\/.*)?$/i.exec(source) ?? [];
  if (host === '') return false;
  return (
    sameScheme(scheme === undefined ? new URL(pageOrigin).protocol : `${scheme.toLowerCase()}:`, url.protocol) &&
    (host.startsWith('*.')
      ? url.hostname.endsWith(host.slice(1).toLowerCase())
      : url.hostname === host.toLowerCase()) &&
    (port === '*' || portOf(port, url.protocol) === portOf(url.port, url.protocol)) &&
    (path.endsWith('/') || path === '' ? url.pathname.startsWith(path) : url.pathname === path)
  );
}

/** A policy that allows a scheme allows its safer twin as well. */
function sameScheme(allowed: string, actual: string): boolean {
  return allowed === actual || `${allowed.slice(0, -1)}s:` === actual;
}

function portOf(port: string | undefined, protocol: string): string {
  if (port !== undefined && port !== '') return port;
  return protocol === 'https:' || protocol === 'wss:' ? '443' : '80';
}
