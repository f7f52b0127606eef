import type { ConsentSettings } from '../site/index.ts';

const laws: { readonly [J in ConsentSettings['jurisdiction']]: string } = {
  eu: 'eu: ePrivacy Directive and GDPR',
  uk: 'uk: PECR as amended in 2025, and UK GDPR',
};

const occasions: { readonly [Ask in ConsentSettings['ask']]: string } = {
  'after-exchange': 'in the chat, after the first answer',
  'on-load': 'when the page has loaded',
  never: 'never; the site’s own banner does, or nobody',
};

/** A site's consent settings, one a line, for whoever runs it. */
export function consentLines(settings: ConsentSettings, siteName: string): readonly string[] {
  const { jurisdiction, version, ask, denies, gpcOverride, cookieDomain, controller, processor, contact } = settings;
  const lines: readonly (readonly [label: string, words: string])[] = [
    ['Law', laws[jurisdiction]],
    ['Our dialog asks', occasions[ask]],
    ['Does without', denies.length === 0 ? 'nothing' : `${denies.join(', ')}, whatever anybody grants`],
    ['Site’s banner', bannerWords(settings)],
    [
      'Privacy signal',
      gpcOverride
        ? 'Global Privacy Control denies history, unless the visitor chooses it by name afterwards'
        : 'Global Privacy Control denies history, whatever the visitor chooses',
    ],
    [
      'Decisions',
      cookieDomain === undefined
        ? 'kept by each origin of the site for itself'
        : `kept in cookies of ${cookieDomain}, for all its subdomains`,
    ],
    ['Policy version', `${version}`],
    ['Controller', controller ?? `${siteName} (the site’s name; --controller names another)`],
    ['Processor', processor ?? 'not named (--processor)'],
    ['Contact', contact ?? 'not named (--contact)'],
  ];
  return lines.map(([label, words]) => `${label.padEnd(17)}${words}`);
}

function bannerWords({ banner, bannerMayGrant }: ConsentSettings): string {
  const power = bannerMayGrant ? 'it may grant and deny' : 'it may deny, and not grant';
  if (banner === undefined) return `speaks through handlr.consent.set(…); ${power}`;
  if (banner.kind === 'consent-mode') return `speaks through Google Consent Mode; ${power}`;
  if (banner.vendorId === undefined) return 'speaks through TCF, but is not heard without a vendor id (--vendor-id)';
  return `speaks through TCF, as vendor ${banner.vendorId}; ${power}`;
}
