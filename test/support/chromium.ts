import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { chromiumAdvice, findChromium } from './find-chromium.ts';
import { captureWire, type Wire } from './wire.ts';

export { runAxe } from './axe.ts';
export { nothingStored, readStorage, type StoredThings } from './device-storage.ts';
export { captureWire, type Wire } from './wire.ts';

export type OpenedPage = {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly wire: Wire;
  /** What the page threw, or logged as an error. */
  readonly problems: readonly string[];
  readonly close: () => Promise<void>;
};

/** Starts the machine's Chromium. Fails with the command to type where there is none; it never skips. */
export async function launchChromium(args: readonly string[] = []): Promise<Browser> {
  return chromium.launch(chromiumOptions(args));
}

/** @throws Error with the command to type where there is no Chromium */
export function chromiumOptions(args: readonly string[] = []): { executablePath: string; args: string[] } {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error(chromiumAdvice);
  // Root has no sandbox to use, and /dev/shm is small in containers.
  return { executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage', ...args] };
}

/** A page of a fresh profile, whose wire and troubles are written down from the first byte. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<OpenedPage> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  return { page, context, wire: captureWire(page), problems: noteProblems(page), close: () => context.close() };
}

/** What the page throws or logs as an error, from now on. */
export function noteProblems(page: Page): string[] {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.stack ?? error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  return problems;
}
