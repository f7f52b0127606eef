import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { SiteChecks } from '@handlr/protocol';
import { createSiteChecks } from '../../packages/gateway/src/check-logic/site-checks.ts';
import { systemClock as clock } from '../../packages/gateway/src/system.ts';
import { keptKeys, namesOf, setGpc, useConsentSites } from './consent-grid/consent-site.ts';

const sites = useConsentSites();
const free = {
  afterPromptMinutes: 0,
  afterDismissalMinutes: 0,
  afterChatMinutes: 0,
  afterVisitMinutes: 0,
  perVisit: 10,
  perDay: 10,
  perCampaign: 10,
};
const greet: SiteChecks['checks'][number] = {
  id: 'greet',
  name: 'Greeting',
  on: true,
  when: { is: 'time-on-page', seconds: 1 },
  then: [
    {
      do: 'prompt',
      text: 'Can we help you choose a teapot?',
      from: 'Maya',
      choices: [
        { label: 'Yes, please', then: 'chat', message: 'Yes, please help me' },
        { label: 'No, thanks', then: 'close' },
      ],
    },
  ],
  scope: 'page',
};
const prompt = (page: Page) => page.getByRole('region', { name: 'Message from Maya' });
const grant = (page: Page, word: 'granted' | 'denied' = 'granted') =>
  page.evaluate((said) => {
    const handlr: unknown = Reflect.get(window, 'handlr');
    if (typeof handlr === 'function') handlr('consent.set', { history: said });
  }, word);

async function promptingSite(prompts: SiteChecks['prompts'] = free, checks: SiteChecks['checks'] = [greet]) {
  const site = await sites.site();
  const saved = await createSiteChecks({ store: sites.gateway().store, clock }).save(site.siteId, 0, {
    prompts,
    checks,
  });
  expect(saved.outcome).toBe('saved');
  return site;
}

test('PRS3 nothing of it is loaded, asked for or kept before history is granted, and nothing under the browser’s signal', async () => {
  const site = await promptingSite();
  const { page, wire } = await site.open();
  await page.waitForTimeout(2_500);
  expect(await prompt(page).count()).toBe(0);
  expect(wire.requests.filter(({ url }) => /checks|availability/.test(url))).toEqual([]);
  expect(await keptKeys(page)).toEqual([]);
  const signalled = await site.open('page', (fresh) => setGpc(fresh, true));
  await grant(signalled.page);
  await signalled.page.waitForTimeout(2_500);
  expect(await prompt(signalled.page).count()).toBe(0);
  expect(signalled.wire.requests.filter(({ url }) => /checks|availability/.test(url))).toEqual([]);
});

test('PRS12 a prompt dismissed in one tab is gone in the other within a second', async () => {
  const site = await promptingSite();
  const one = await site.open();
  await grant(one.page);
  await prompt(one.page).waitFor();
  const other = await site.open('other');
  await grant(other.page);
  await prompt(other.page).waitFor({ timeout: 20_000 });
  expect(await one.page.evaluate(() => document.activeElement === document.body)).toBe(true);
  await one.page.bringToFront();
  await prompt(one.page).getByRole('button', { name: 'No, thanks' }).first().click();
  const since = Date.now();
  await prompt(other.page).waitFor({ state: 'detached', timeout: 1_000 });
  expect(Date.now() - since).toBeLessThan(1_000);
  expect(namesOf(await keptKeys(other.page))).toEqual(
    expect.arrayContaining(['prompt-history', 'prompt-dismissal', 'visit-history']),
  );
  expect([...one.wire.frames, ...other.wire.frames].filter(({ payload }) => payload.includes('greet'))).toEqual([]);
}, 40_000);

test('PRS5 a prompt is shown once: not on the next page, not after a reload', async () => {
  const site = await promptingSite({});
  const { page } = await site.open();
  await grant(page);
  await prompt(page).waitFor();
  for (const path of ['other', 'page']) {
    await page.goto(`${site.address}/${path}`);
    await grant(page);
    await page.waitForTimeout(2_500);
    expect(await prompt(page).count()).toBe(0);
  }
});

test('PRS13 PRS14 a withdrawal midway closes the prompt and removes what was kept', async () => {
  const site = await promptingSite();
  const { page } = await site.open();
  await grant(page);
  await prompt(page).waitFor();
  await grant(page, 'denied');
  await prompt(page).waitFor({ state: 'detached', timeout: 1_000 });
  await expect.poll(() => keptKeys(page)).toEqual([]);
});
