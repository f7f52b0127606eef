import { type Clock, createId, type Random } from '@handlr/core';
import { admit, admitChange, gatewayRegister, operatorConsent, type SiteRow } from '@handlr/privacy';
import { siteKeySchema } from '@handlr/protocol';
import * as v from 'valibot';
import type { SiteStore } from '../storage/index.ts';
import { allowedOrigin, normaliseOriginPattern } from './allowed-origin.ts';
import { appearanceSchema } from './appearance.ts';
import { type ConsentSettings, consentSettingsSchema, readConsentSettings } from './consent-settings.ts';

export type SiteDeps = { readonly store: SiteStore; readonly clock: Clock; readonly random: Random };

export type NewSite = {
  readonly siteKey: string;
  readonly name: string;
  /** Origin patterns, as `allowedOrigin` reads them. */
  readonly origins: readonly string[];
  readonly appearance?: v.InferInput<typeof appearanceSchema>;
  readonly consent?: v.InferInput<typeof consentSettingsSchema>;
};

/** What was said about a site does not hold together; the message says what to write instead. */
export class SiteRefusedError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SiteRefusedError';
  }
}

/** @throws SiteRefusedError when the key is taken or anything about the site is not as it must be. */
export async function addSite({ store, clock, random }: SiteDeps, given: NewSite): Promise<SiteRow> {
  if (!v.is(siteKeySchema, given.siteKey)) {
    throw new SiteRefusedError('A site key is 3 to 40 small letters, digits and dashes, for example "wren-shop".');
  }
  if (given.name.trim() === '') throw new SiteRefusedError('A site needs a name.');
  const appearance = v.safeParse(appearanceSchema, given.appearance ?? {});
  if (!appearance.success) throw new SiteRefusedError(appearance.issues[0].message);
  const row: SiteRow = {
    siteId: createId(random),
    siteKey: given.siteKey,
    name: given.name.trim(),
    allowedOrigins: JSON.stringify(readOrigins(given.origins)),
    appearance: JSON.stringify(appearance.output),
    consent: JSON.stringify(readConsent(given.consent ?? {})),
    createdAt: clock.nowMs(),
  };
  const added = await store.addSite(
    admit(gatewayRegister.sites, row, { consent: operatorConsent, nowMs: clock.nowMs() }),
  );
  if (!added) throw new SiteRefusedError(`There is a site "${given.siteKey}" already.`);
  return row;
}

/** @throws SiteRefusedError when there is no such site. */
export async function requireSite(store: Pick<SiteStore, 'findSite'>, siteKey: string): Promise<SiteRow> {
  const site = await store.findSite(siteKey);
  if (site === null) throw new SiteRefusedError(`There is no site "${siteKey}".`);
  return site;
}

/**
 * Lets more origins embed a site.
 * @throws SiteRefusedError when there is no such site or an origin is not one.
 */
export async function allowOrigins(
  { store, clock }: SiteDeps,
  siteKey: string,
  origins: readonly string[],
): Promise<readonly string[]> {
  const site = await requireSite(store, siteKey);
  const known = originPatterns(site.allowedOrigins);
  const patterns = [...new Set([...known, ...readOrigins(origins)])];
  const change = { allowedOrigins: JSON.stringify(patterns) };
  const context = { consent: operatorConsent, nowMs: clock.nowMs() };
  await store.changeSite(site.siteId, admitChange(gatewayRegister.sites, change, context));
  return patterns;
}

/**
 * Changes what a site lays down about consent, and leaves the rest of it.
 * @throws SiteRefusedError when there is no such site or the settings are not as they must be.
 */
export async function changeConsent(
  { store, clock }: SiteDeps,
  siteKey: string,
  change: v.InferInput<typeof consentSettingsSchema>,
): Promise<ConsentSettings> {
  const site = await requireSite(store, siteKey);
  const settings = readConsent({ ...readConsentSettings(site.consent), ...change });
  const context = { consent: operatorConsent, nowMs: clock.nowMs() };
  await store.changeSite(
    site.siteId,
    admitChange(gatewayRegister.sites, { consent: JSON.stringify(settings) }, context),
  );
  return settings;
}

/**
 * Makes a site if there is none of this key, and sees to it that these origins may embed it.
 * @throws SiteRefusedError when anything about the site is not as it must be.
 */
export async function offerSite(deps: SiteDeps, site: NewSite): Promise<void> {
  if ((await deps.store.findSite(site.siteKey)) === null) await addSite(deps, site);
  else await allowOrigins(deps, site.siteKey, site.origins);
}

/** Whether a page of this origin may embed a site; `stored` is the row's JSON. */
export function isAllowedOrigin(origin: string | undefined, stored: string): boolean {
  return allowedOrigin(origin, originPatterns(stored));
}

/** Who may embed a site, from its stored JSON; nobody when that cannot be read. */
export function originPatterns(stored: string): readonly string[] {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), v.array(v.string())), stored);
  return parsed.success ? parsed.output : [];
}

function readConsent(given: unknown): ConsentSettings {
  const parsed = v.safeParse(consentSettingsSchema, given);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new SiteRefusedError(`Consent settings: ${v.getDotPath(issue) ?? ''}: ${issue.message}`);
}

function readOrigins(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.map(readOrigin))];
}

function readOrigin(text: string): string {
  const pattern = normaliseOriginPattern(text);
  if (pattern === null) {
    throw new SiteRefusedError(
      `"${text}" is not an origin. Write https://www.example.com, or https://*.staging.example.com for every subdomain.`,
    );
  }
  return pattern;
}
