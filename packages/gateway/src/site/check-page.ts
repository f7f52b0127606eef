import type { SiteRow } from '@handlr/privacy';
import { allowedOrigin } from './allowed-origin.ts';
import { blockedBy, type SnippetTag } from './page-policy.ts';
import { originPatterns } from './sites.ts';
import { connectSources, siteSnippet } from './snippet.ts';

/** One line of the answer; `advice` says what to do where something is wrong. */
export type Finding = { readonly ok: boolean; readonly text: string; readonly advice?: string };

export type FetchedPage = {
  /** After redirects. */
  readonly url: string;
  readonly status: number;
  readonly html: string;
  /** Values of the `content-security-policy` header, one policy each. */
  readonly policies: readonly string[];
};

/** Whether the chat would come up on this page, in plain words. */
export function checkPage(page: FetchedPage, publicUrl: string, sites: readonly SiteRow[]): readonly Finding[] {
  const { origin } = new URL(page.url);
  if (page.status >= 400) {
    return [{ ok: false, text: `${page.url} answers ${page.status}`, advice: 'Name a page that visitors see.' }];
  }
  const tag = findSnippet(page.html, publicUrl);
  if (tag === null) {
    return [{ ok: false, text: 'The snippet is not on the page.', advice: snippetAdvice(publicUrl, sites) }];
  }
  return [
    { ok: true, text: `The snippet of "${tag.siteKey}" is on the page.` },
    checkSite(sites, tag.siteKey, origin),
    checkScheme(origin, publicUrl),
    ...checkPolicies(page, origin, tag, publicUrl),
  ];
}

function findSnippet(html: string, publicUrl: string): (SnippetTag & { readonly siteKey: string }) | null {
  const page = html.replaceAll(/<!--[\s\S]*?-->/g, '');
  for (const [tag] of page.matchAll(/<script\b[^>]*>/gi)) {
    const source = attribute(tag, 'src');
    const url = source === null ? null : URL.parse(source);
    const siteKey = url && /^\/sites\/([a-z0-9-]+)\/loader\.js$/.exec(url.pathname)?.[1];
    if (url && siteKey && url.origin === new URL(publicUrl).origin) {
      return { siteKey, source: url.href, nonce: attribute(tag, 'nonce') };
    }
  }
  return null;
}

function snippetAdvice(publicUrl: string, sites: readonly SiteRow[]): string {
  const [site] = sites;
  if (site === undefined) return 'Add a site first: npx handlr site add';
  return `Paste this before </body>: ${siteSnippet(publicUrl, site.siteKey).html}`;
}

function checkSite(sites: readonly SiteRow[], siteKey: string, origin: string): Finding {
  const site = sites.find((candidate) => candidate.siteKey === siteKey);
  if (site === undefined) {
    return {
      ok: false,
      text: `The gateway has no site "${siteKey}".`,
      advice: `npx handlr site add ${siteKey} --origin ${origin}`,
    };
  }
  const patterns = originPatterns(site.allowedOrigins);
  if (allowedOrigin(origin, patterns)) return { ok: true, text: `${origin} may embed it.` };
  return {
    ok: false,
    text: `${origin} may not embed it; allowed: ${patterns.join(', ') || 'none'}.`,
    advice: `npx handlr site allow ${siteKey} --origin ${origin}`,
  };
}

function checkScheme(origin: string, publicUrl: string): Finding {
  const { protocol, hostname } = new URL(publicUrl);
  const isLocal = hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '127.0.0.1';
  if (!origin.startsWith('https:') || protocol === 'https:' || isLocal) {
    return { ok: true, text: 'Browsers let this page reach the gateway.' };
  }
  return {
    ok: false,
    text: 'The page is on https and the gateway on http, which browsers block.',
    advice: 'Put the gateway behind https and set HANDLR_PUBLIC_URL to that address.',
  };
}

function checkPolicies(page: FetchedPage, origin: string, tag: SnippetTag, publicUrl: string): readonly Finding[] {
  const policies = [...page.policies, ...metaPolicies(page.html)];
  if (policies.length === 0) return [{ ok: true, text: 'The page has no Content-Security-Policy.' }];
  const blocked = blockedBy(policies, origin, tag, connectSources(publicUrl));
  if (blocked.length === 0) return [{ ok: true, text: 'Its Content-Security-Policy allows the chat.' }];
  const allowed = {
    'script-src': new URL(publicUrl).origin,
    'connect-src': connectSources(publicUrl).join(' '),
  };
  return blocked.map((directive) => ({
    ok: false,
    text: `Its Content-Security-Policy blocks the chat (${directive}).`,
    advice:
      directive === 'script-src' && policies.some((policy) => policy.includes("'nonce-"))
        ? "Put the page's nonce on the tag: <script nonce=…>."
        : `Add to ${directive}: ${allowed[directive]}`,
  }));
}

function metaPolicies(html: string): readonly string[] {
  return [...html.matchAll(/<meta\b[^>]*>/gi)]
    .filter(([tag]) => attribute(tag, 'http-equiv')?.toLowerCase() === 'content-security-policy')
    .flatMap(([tag]) => attribute(tag, 'content') ?? []);
}

function attribute(tag: string, name: string): string | null {
  const [, double, single, bare] =
    new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>"']+))`, 'i').exec(tag) ?? [];
  const value = double ?? single ?? bare;
  return value === undefined ? null : value.replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&quot;', '"');
}
