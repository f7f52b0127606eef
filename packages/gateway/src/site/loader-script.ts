import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { SiteConfiguration } from './site-configuration.ts';

export type Encoding = 'br' | 'gzip' | 'identity';

/** One site's loader, ready to send. */
export type LoaderScript = { readonly hash: string; readonly bodies: Readonly<Record<Encoding, Buffer>> };

/** What listens to banners, by their kind, as it was built. */
export type BannerScripts = Readonly<Record<'tcf' | 'consent-mode', string>>;

/**
 * The site's configuration in front of the built loader, and behind it what listens to the site's banner, as one classic script
 * that leaves no global behind but `handlr`.
 */
export function renderLoader(configuration: SiteConfiguration, loader: string, banners: BannerScripts): string {
  const kind = configuration.consent?.banner?.kind;
  // Their maps would be looked for beside this script, where they are not.
  const code = [loader, kind === undefined ? '' : banners[kind]]
    .map((part) => part.replace(/\n?\/\/# sourceMappingURL=\S*\s*$/, ''))
    .join('\n');
  return `(()=>{const HANDLR_SITE=${scriptJson(configuration)};\n${code}\n})();\n`;
}

/** Compresses once, as far as it goes; every visitor is sent the same bytes. */
export async function packLoader(script: string): Promise<LoaderScript> {
  const identity = Buffer.from(script);
  const [br, zipped] = await Promise.all([
    promisify(brotliCompress)(identity, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }),
    promisify(gzip)(identity, { level: 9 }),
  ]);
  const hash = createHash('sha256').update(identity).digest('base64url').slice(0, 22);
  return { hash, bodies: { br, gzip: zipped, identity } };
}

/** JSON that cannot end a script element or a line of script, wherever it is pasted. */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}
