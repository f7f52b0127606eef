import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { launchChromium, openPage } from '../support/chromium.ts';
import { openBox } from '../support/open-box.ts';
import { type FakeGateway, startFakeGateway } from './widget-gateway.ts';

/** A browser for the file's tests; what they open is closed after each. */
export function useBrowser(args: readonly string[] = []) {
  let browser: Browser;
  const ends: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    browser = await launchChromium(args);
  });
  afterAll(() => browser?.close());
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  return {
    /** A page with the snippet; `prepare` may still change it before it is visited. */
    async visit(
      options: BrowserContextOptions = {},
      fake: Parameters<typeof startFakeGateway> = [],
      prepare: (page: Page) => Promise<unknown> = async () => {},
      /** Of the page, where it is not the gateway's own. */
      host = '127.0.0.1',
    ) {
      const gateway = await startFakeGateway(...fake);
      ends.push(gateway.close);
      // Without motion, so that what is measured does not still rise into its place.
      const still = { viewport: { width: 1000, height: 800 }, reducedMotion: 'reduce' } as const;
      const opened = await openPage(browser, { ...still, ...options });
      ends.push(opened.close);
      await prepare(opened.page);
      await opened.page.goto(gateway.url.replace('127.0.0.1', host));
      await launcher(opened.page).waitFor();
      return { gateway, ...opened };
    },
  };
}

export { openBox } from '../support/open-box.ts';

export const launcher = (page: Page) => page.locator('button.launcher');
export const field = (page: Page) => page.getByRole('textbox', { name: 'Your message' });
export const button = (page: Page, name: string) => page.getByRole('button', { name });
export const bubbles = (page: Page) => page.locator('.bubble');
/** The element with the focus, as tag and class. */
export const active = (page: Page) =>
  page.evaluate(() => {
    const element = document.querySelector('handlr-chat')?.shadowRoot?.activeElement;
    return element ? `${element.tagName} ${element.className}` : '';
  });

export async function write(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await page.keyboard.press('Enter');
  await page.locator('.under').getByText('Sent').waitFor();
}

export async function startChat(page: Page, gateway: FakeGateway): Promise<void> {
  if (!(await field(page).isVisible())) await openBox(page);
  await write(page, 'Hello');
  gateway.join();
}
