import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureBuilt } from '../support/build.ts';
import { chromiumOptions, launchChromium, openPage } from '../support/chromium.ts';
import { type Demonstration, prepareDemonstration, startDemonstration } from '../support/demonstration.ts';
import { openBox } from '../support/open-box.ts';

const tabs = 20;

let place: Awaited<ReturnType<typeof prepareDemonstration>>;
let running: Demonstration;
let browser: Browser;
let agent: Page;

beforeAll(async () => {
  await ensureBuilt();
  place = await prepareDemonstration();
  [running, browser] = await Promise.all([startDemonstration(place.folder, place.port), launchChromium()]);
  agent = (await openPage(browser)).page;
  await agent.goto(running.setUpLink ?? '');
  await agent.getByLabel('Your name, as visitors see it').fill('Maya Lind');
  await agent.getByLabel('E-mail').fill('maya@agents.example');
  await agent.getByLabel('Password', { exact: true }).fill('a pot of warm tea at four');
  await agent.getByLabel('Password again').fill('a pot of warm tea at four');
  await agent.getByRole('button', { name: 'Create my account' }).click();
  await agent.getByText('Nobody is waiting.').waitFor();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await running?.stop();
  await place?.remove();
});

const chats = (): number => {
  const database = new DatabaseSync(join(place.folder, 'data/handlr.db'), { readOnly: true });
  try {
    return Number(database.prepare('SELECT count(*) AS chats FROM chats').get()?.['chats']);
  } finally {
    database.close();
  }
};

const said = (page: Page) => page.locator('.bubble').allInnerTexts();

test(`CIP9 ${tabs} pages of one browser that write at the same moment make one chat, which all of them show`, async () => {
  const context = await browser.newContext();
  const pages = await Promise.all(Array.from({ length: tabs }, () => context.newPage()));
  await Promise.all(pages.map((page) => page.goto(`${running.shopUrl}/shop/blue-teapot`)));
  for (const [at, page] of pages.entries()) {
    await openBox(page);
    await page.getByRole('textbox', { name: 'Your message' }).fill(`From tab ${at}`);
  }
  // One look at the clock for all; by the browser's hand they would come one after another.
  const atMs = Date.now() + 2_000;
  await Promise.all(pages.map((page) => page.evaluate(pressSendAt, atMs)));

  const expected = pages.map((_, at) => `From tab ${at}`).sort();
  for (const page of pages) await expect.poll(async () => (await said(page)).sort()).toEqual(expected);
  // In one order, for everybody.
  const [first, ...others] = await Promise.all(pages.map(said));
  for (const other of others) expect(other).toEqual(first);
  expect(chats()).toBe(1);
  await expect.poll(() => agent.locator('.chat-row').count()).toBe(1);
  await context.close();
}, 180_000);

test('CIP3 a browser that is closed and started again goes on with its chat', async () => {
  const profile = await mkdtemp(join(tmpdir(), 'handlr-profile-'));
  const before = chats();
  const start = (): Promise<BrowserContext> => chromium.launchPersistentContext(profile, chromiumOptions());
  try {
    const first = await start();
    const page = first.pages()[0] ?? (await first.newPage());
    await page.goto(`${running.shopUrl}/shop/blue-teapot`);
    await openBox(page);
    await page.getByRole('textbox', { name: 'Your message' }).fill('Before the restart');
    await page.keyboard.press('Enter');
    await page.locator('.under').getByText('Sent').waitFor();
    await first.close();

    const second = await start();
    const later = second.pages()[0] ?? (await second.newPage());
    await later.goto(`${running.shopUrl}/delivery`);
    await openBox(later);
    await expect.poll(() => said(later)).toEqual(['Before the restart']);
    await later.getByRole('textbox', { name: 'Your message' }).fill('After it');
    await later.keyboard.press('Enter');
    await expect.poll(() => said(later)).toEqual(['Before the restart', 'After it']);
    expect(chats()).toBe(before + 1);
    await second.close();
  } finally {
    await rm(profile, { recursive: true, force: true });
  }
}, 120_000);

/** Runs in the page. */
function pressSendAt(atMs: number): Promise<void> {
  const send = document.querySelector('handlr-chat')?.shadowRoot?.querySelector<HTMLButtonElement>('.send');
  return new Promise((resolve) => {
    setTimeout(() => {
      send?.click();
      resolve();
    }, atMs - Date.now());
  });
}
