import { parseArgs } from 'node:util';
import { decidablePurposes, jurisdictions } from '@handlr/protocol';
import { askingTimes, type ConsentSettings } from '../site/index.ts';
import { UsageError } from './command.ts';

/** The site's key, and what is named besides. */
export function readConsentArguments(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      jurisdiction: { type: 'string' },
      ask: { type: 'string' },
      deny: { type: 'string', multiple: true },
      'new-version': { type: 'boolean' },
      'gpc-override': { type: 'string' },
      banner: { type: 'string' },
      'vendor-id': { type: 'string' },
      'banner-may-grant': { type: 'string' },
      'cookie-domain': { type: 'string' },
      controller: { type: 'string' },
      processor: { type: 'string' },
      contact: { type: 'string' },
    },
  });
}

type Options = ReturnType<typeof readConsentArguments>['values'];

/** Undefined where it is taken back. */
export type ConsentChange = { [Name in keyof ConsentSettings]?: ConsentSettings[Name] | undefined };

/** Takes back what was set. */
const nothing = 'none';
const bannerKinds = [nothing, 'tcf', 'consent-mode'] as const;
const longestText = 200;

/**
 * What the options change of a site's settings; what they do not name stays.
 * @throws UsageError that says what to write instead
 */
export function consentChange(options: Options, settings: ConsentSettings): ConsentChange {
  const { jurisdiction, ask, deny, controller, processor, contact } = options;
  const { 'gpc-override': gpcOverride, 'banner-may-grant': bannerMayGrant, 'cookie-domain': cookieDomain } = options;
  return {
    ...(jurisdiction !== undefined && { jurisdiction: oneOf('jurisdiction', jurisdictions, jurisdiction) }),
    ...(ask !== undefined && { ask: oneOf('ask', askingTimes, ask) }),
    ...(deny !== undefined && { denies: denied(deny) }),
    ...(options['new-version'] === true && { version: settings.version + 1 }),
    ...(gpcOverride !== undefined && { gpcOverride: yesOrNo('gpc-override', gpcOverride) }),
    ...(bannerMayGrant !== undefined && { bannerMayGrant: yesOrNo('banner-may-grant', bannerMayGrant) }),
    ...bannerChange(options, settings),
    ...(cookieDomain !== undefined && { cookieDomain: domain(cookieDomain) }),
    ...(controller !== undefined && { controller: text('controller', controller) }),
    ...(processor !== undefined && { processor: text('processor', processor) }),
    ...(contact !== undefined && { contact: text('contact', contact) }),
  };
}

function bannerChange({ banner, 'vendor-id': vendorId }: Options, settings: ConsentSettings): ConsentChange {
  if (banner === undefined && vendorId === undefined) return {};
  const kind = banner === undefined ? (settings.banner?.kind ?? nothing) : oneOf('banner', bannerKinds, banner);
  if (vendorId !== undefined && kind !== 'tcf') {
    throw new UsageError('A vendor id is for a banner by the IAB’s TCF: add --banner tcf.');
  }
  if (kind === nothing) return { banner: undefined };
  // What was mapped for this kind of banner stays.
  const known = settings.banner?.kind === kind ? settings.banner : { kind };
  return { banner: vendorId === undefined ? known : { ...known, kind: 'tcf', vendorId: vendorNumber(vendorId) } };
}

function denied(words: readonly string[]): ConsentSettings['denies'] {
  if (words.length === 1 && words[0] === nothing) return [];
  return [...new Set(words.map((word) => oneOf('deny', decidablePurposes, word)))];
}

function vendorNumber(written: string): number {
  if (/^[1-9]\d{0,5}$/.test(written)) return Number(written);
  throw new UsageError(`--vendor-id is the number of a vendor in the IAB’s list, such as 755. It is "${written}".`);
}

function domain(written: string): string | undefined {
  if (written === nothing) return undefined;
  const name = written.toLowerCase();
  if (/^(?:[a-z0-9-]+\.)+[a-z]{2,}$/.test(name)) return name;
  throw new UsageError(`--cookie-domain is a domain such as example.com, or ${nothing}. It is "${written}".`);
}

function text(option: string, written: string): string | undefined {
  const trimmed = written.trim();
  if (trimmed === nothing) return undefined;
  if (trimmed !== '' && trimmed.length <= longestText) return trimmed;
  throw new UsageError(`--${option} is a text of at most ${longestText} characters, or ${nothing} to take it back.`);
}

function yesOrNo(option: string, written: string): boolean {
  return oneOf(option, ['yes', 'no'], written) === 'yes';
}

function oneOf<const Word extends string>(option: string, words: readonly Word[], written: string): Word {
  const known = words.find((word) => word === written);
  if (known !== undefined) return known;
  throw new UsageError(`--${option} is one of: ${words.join(', ')}. It is "${written}".`);
}
