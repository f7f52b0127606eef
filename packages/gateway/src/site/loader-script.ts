import type { ServedChecks } from '@handlr/protocol';
import type { SiteConfiguration } from './site-configuration.ts';

/** What listens to banners, by their kind, as it was built. */
export type BannerScripts = Readonly<Record<'tcf' | 'consent-mode', string>> & {
  /** What looks at checks that act before the box is opened; only where a site has such. */
  readonly 'before-opening'?: string;
};

/**
 * The site's configuration in front of the built loader, with what looks at checks that act at once, and behind it what listens to the site's banner, as one classic script
 * that leaves no global behind but `handlr`.
 */
export function renderLoader(
  configuration: SiteConfiguration,
  loader: string,
  banners: BannerScripts,
  early: ServedChecks | null = null,
): string {
  const kind = configuration.consent?.banner?.kind;
  // Their maps would be looked for beside this script, where they are not.
  const lookOut = early === null ? '' : (banners['before-opening'] ?? '');
  const code = [lookOut, loader, kind === undefined ? '' : banners[kind]]
    .map((part) => part.replace(/\n?\/\/# sourceMappingURL=\S*\s*$/, ''))
    .join('\n');
  const checks = early === null ? '' : `const HANDLR_CHECKS=${scriptJson(early)};\n`;
  return `(()=>{const HANDLR_SITE=${scriptJson(configuration)};\n${checks}${code}\n})();\n`;
}

/** JSON that cannot end a script element or a line of script, wherever it is pasted. */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}
