import { expect } from 'vitest';
import { createSiteChecks } from '../../../packages/gateway/src/check-logic/site-checks.ts';
import { systemClock as clock } from '../../../packages/gateway/src/system.ts';
import type { SiteChecks } from '@handlr/protocol';
import { consentOnPage } from '../consent-grid/consent-site.ts';
import type { ChromiumTab, Prepared } from './chromium-browser.ts';

/** These become the site's checks, as if its staff had saved them. */
export async function layDownChecks({ siteId, gateway }: Prepared, checks: SiteChecks['checks']): Promise<void> {
  const saved = await createSiteChecks({ store: gateway.store, clock }).save(siteId, 0, { checks });
  expect(saved.outcome).toBe('saved');
}

export const hasAskedForChecks = ({ here }: ChromiumTab): boolean =>
  here().asked.some((url) => url.endsWith('/checks.json'));

export async function allowsHistory({ page }: ChromiumTab): Promise<boolean> {
  const consent = await consentOnPage(page);
  expect(consent).toMatchObject({ history: expect.any(Boolean) });
  return typeof consent === 'object' && consent !== null && Reflect.get(consent, 'history') === true;
}
