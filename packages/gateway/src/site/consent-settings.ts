import { type ConsentPolicy, defaultConsentPolicy } from '@handlr/privacy';
import { decidablePurposes, jurisdictions, perPurpose } from '@handlr/protocol';
import * as v from 'valibot';
import { sessionSettingsSchema } from './session-settings.ts';

const wholeNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const shortText = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));

/** When our own dialog asks: in the chat after the first answer, on page load, or never. */
export const askingTimes = ['after-exchange', 'on-load', 'never'] as const;

/** The banner of the site's own that the chat listens to; without one the page's scripts say what was chosen. */
const bannerSchema = v.variant('kind', [
  v.strictObject({
    kind: v.literal('tcf'),
    /** Without a vendor's number nobody can have consented to it, so the banner is silent. */
    vendorId: v.optional(wholeNumber),
    /** TCF purposes that must all be consented to, by purpose of ours. */
    purposes: v.optional(perPurpose(v.array(wholeNumber))),
  }),
  v.strictObject({
    kind: v.literal('consent-mode'),
    /** Consent types that must all be granted, by purpose of ours. */
    signals: v.optional(perPurpose(v.array(shortText))),
  }),
]);

/** What a site lays down about consent; whatever is left out is as `defaultConsentPolicy` and below. */
export const consentSettingsSchema = v.strictObject({
  jurisdiction: v.optional(v.picklist(jurisdictions), defaultConsentPolicy.jurisdiction),
  version: v.optional(wholeNumber, defaultConsentPolicy.version),
  denies: v.optional(v.array(v.picklist(decidablePurposes)), []),
  bannerMayGrant: v.optional(v.boolean(), defaultConsentPolicy.bannerMayGrant),
  gpcOverride: v.optional(v.boolean(), defaultConsentPolicy.gpcOverride),
  ask: v.optional(v.picklist(askingTimes), 'after-exchange'),
  banner: v.optional(bannerSchema),
  /** The domain whose subdomains share what is decided, in first-party cookies. */
  cookieDomain: v.optional(
    v.pipe(v.string(), v.regex(/^(?:[a-z0-9-]+\.)+[a-z]{2,}$/, 'A domain is written example.com')),
  ),
  /** When sessions begin anew. */
  sessions: v.optional(sessionSettingsSchema),
  /** Who is answerable for the data; the site's name if absent. */
  controller: v.optional(shortText),
  /** Who answers the chats on the controller's behalf. */
  processor: v.optional(shortText),
  /** Where to turn with questions about one's data: an address of a page or a mailbox of the controller. */
  contact: v.optional(shortText),
});
export type ConsentSettings = v.InferOutput<typeof consentSettingsSchema>;

/** A site's consent settings from their stored JSON. What is stored was checked when it was set; after a change of rules the defaults hold. */
export function readConsentSettings(stored: string): ConsentSettings {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), consentSettingsSchema), stored);
  return parsed.success ? parsed.output : v.parse(consentSettingsSchema, {});
}

export function consentPolicyOf(settings: ConsentSettings): ConsentPolicy {
  const { jurisdiction, version, denies, bannerMayGrant, gpcOverride } = settings;
  return { jurisdiction, version, denies, bannerMayGrant, gpcOverride };
}

/** What of it the loader is told: only what is not so by default, because every page pays for every byte. */
export function consentOnWire(settings: ConsentSettings): Partial<ConsentSettings> {
  const defaults = v.parse(consentSettingsSchema, {});
  const differs = Object.entries(settings).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(Reflect.get(defaults, name)),
  );
  return Object.fromEntries(differs);
}
