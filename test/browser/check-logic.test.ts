import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { SiteChecks } from '@handlr/protocol';
import { createSiteChecks } from '../../packages/gateway/src/check-logic/site-checks.ts';
import { systemClock as clock } from '../../packages/gateway/src/system.ts';
import { eventsSent, keptKeys, useConsentSites } from './consent-grid/consent-site.ts';
import { runAxe } from '../support/axe.ts';

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
const grant = (page: Page) =>
  page.evaluate(() => {
    const handlr: unknown = Reflect.get(window, 'handlr');
    if (typeof handlr === 'function') handlr('consent.set', { history: 'granted' });
  });

async function promptingSite(prompts: SiteChecks['prompts'] = free, checks: SiteChecks['checks'] = [greet]) {
  const site = await sites.site();
  const saved = await createSiteChecks({ store: sites.gateway().store, clock }).save(site.siteId, 0, {
    prompts,
    checks,
  });
  expect(saved.outcome).toBe('saved');
  return site;
}

test('CHD6 an answered prompt opens the chat with its words, and only then the gateway hears of it', async () => {
  const site = await promptingSite();
  const { page, wire, problems } = await site.open();
  await grant(page);
  await prompt(page).waitFor();
  expect(JSON.stringify(wire.frames)).not.toContain('greet');
  await prompt(page).getByRole('button', { name: 'Yes, please' }).click();
  await page.locator('.line', { hasText: 'Yes, please help me' }).locator('.under').getByText('Sent').waitFor();
  expect(eventsSent(wire)).toContain('chat:open');
  const [open] = await sites.gateway().store.listOpenChats([site.siteId], 10);
  expect(open?.chat).toMatchObject({ promptedBy: 'greet', kind: 'chat' });
  expect(problems).toEqual([]);
});

test('CHD5 CHD8 questions with branches are asked in the box before the first message, and go with it', async () => {
  const questions = [
    {
      id: 'topic',
      text: 'What is it about?',
      choices: [
        { label: 'A parcel', department: 'returns' },
        { label: 'Something else', next: 'end' },
      ],
    },
    { id: 'order', text: 'Which order is it?', optional: true },
  ];
  const site = await promptingSite({}, [
    {
      id: 'ask',
      name: 'Ask',
      on: true,
      when: { is: 'page', paths: ['/**'] },
      then: [{ do: 'ask', questions }],
      scope: 'page',
    },
  ]);
  const { page, wire } = await site.open();
  await page.locator('button.launcher').click();
  await page.getByRole('heading', { name: 'What is it about?' }).waitFor();
  expect(
    (await runAxe(page)).filter(({ targets }) => targets.some((target) => target.includes('handlr-chat'))),
  ).toEqual([]);
  await page.getByRole('button', { name: 'A parcel' }).click();
  await page.getByRole('textbox', { name: 'Which order is it?' }).fill('WM-20481');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Your message' }).waitFor();
  expect(wire.frames).toEqual([]);
  expect(await keptKeys(page)).toEqual([]);
  await page.getByRole('textbox', { name: 'Your message' }).fill('Where is it?');
  await page.keyboard.press('Enter');
  await page.locator('.under').getByText('Sent').waitFor();
  const [open] = await sites.gateway().store.listOpenChats([site.siteId], 10);
  expect(open?.chat).toMatchObject({ department: 'returns', promptedBy: null });
  expect(JSON.parse(open?.chat.answers ?? '')).toEqual([
    { question: 'What is it about?', answer: 'A parcel' },
    { question: 'Which order is it?', answer: 'WM-20481' },
  ]);
});

test('CHD8 a message for later waits as such', async () => {
  const site = await promptingSite({}, [
    {
      id: 'form',
      name: 'Form',
      on: true,
      when: { not: { is: 'agents-available' } },
      then: [{ do: 'offline-form' }],
      scope: 'page',
    },
  ]);
  const { page } = await site.open();
  await page.locator('button.launcher').click();
  await page.getByRole('heading', { name: 'Nobody is here right now' }).waitFor();
  // Nor does the header promise an answer in minutes.
  expect(await page.getByText('We usually reply in minutes').isVisible()).toBe(false);
  await page.getByRole('textbox', { name: 'Your message' }).fill('Is the blue teapot back soon?');
  await page.getByRole('textbox', { name: 'Your name (optional)' }).fill('Nora');
  await page.getByRole('button', { name: 'Send message' }).click();
  await page.getByText('Your message has arrived').waitFor();
  const [open] = await sites.gateway().store.listOpenChats([site.siteId], 10);
  expect(open?.chat).toMatchObject({ kind: 'offline', visitorName: 'Nora', state: 'waiting' });
});

test('CHD9 a check hides the launcher on its page with the loader’s one request, and keeps nothing', async () => {
  const site = await promptingSite({}, [
    {
      id: 'away',
      name: 'Not here',
      on: true,
      when: { is: 'value', name: 'checkout', compare: 'equals', to: true },
      then: [{ do: 'hide' }],
      scope: 'page',
    },
  ]);
  const { page, wire, problems } = await site.open();
  const launcher = page.locator('button.launcher');
  await page.evaluate(() => {
    const handlr: unknown = Reflect.get(window, 'handlr');
    if (typeof handlr === 'function') handlr('values', { checkout: true });
  });
  await launcher.waitFor({ state: 'hidden' });
  expect(wire.to(sites.valve().url)).toHaveLength(1);
  expect([await keptKeys(page), problems]).toEqual([[], []]);
});

test('CHD7 CHD9 a check opens the box, which starts nothing', async () => {
  const site = await promptingSite({}, [
    {
      id: 'help',
      name: 'Help page',
      on: true,
      when: { is: 'time-on-page', seconds: 1 },
      then: [{ do: 'open' }],
      scope: 'page',
    },
  ]);
  const { page, wire } = await site.open();
  await page.getByRole('dialog').waitFor();
  expect([wire.frames, await keptKeys(page)]).toEqual([[], []]);
});
