import type { Page } from 'playwright-core';
import { captureWire, readStorage, type Wire } from '../../../support/chromium.ts';
import { openBox } from '../../../support/open-box.ts';
import { siteKey } from '../../../support/gateway.ts';
import type { Canaries } from '../canaries.ts';
import { controls } from '../controls.ts';
import type { PlaceKind } from '../place.ts';
import type { Stage } from '../stage.ts';
import type { Channels } from './channel.ts';
import { personalPages } from './personal-pages.ts';

/** A browser notes where it was and what that was called. That is not ours to prevent. */
const ownHistory: readonly PlaceKind[] = ['visitor-profile'];
/** What is typed waits in its tab, and its browser holds that on its disk; it never leaves the device. */
const ownDraft: readonly PlaceKind[] = ['visitor-storages', 'visitor-profile'];
const capabilityIn = /"capability":"([\w-]{43})"/;

/** A real visitor on real pages. Of their addresses, titles and keyboard only what was sent may leave the browser. */
export function visitorInChromium(canaries: Canaries): Channels {
  const build = canaries.word('user agent, in a browser', ['from-visitors']);
  const referer = `https://search.example/find?q=${canaries.word('referrer, in a browser', ownHistory)}`;
  const unsent = canaries.word('typed by a visitor, not sent', ownDraft);
  const email = `${canaries.word('e-mail address, sealed in a browser')}@mail.example`;
  const corrected = `${canaries.word('e-mail address, corrected in a browser')}@mail.example`;
  let page: Page;
  let wire: Wire;

  async function beforeKill({ openBrowser, shopUrl }: Stage): Promise<void> {
    const context = await openBrowser('visitor-profile', `Mozilla/5.0 (X11; ${build}) Chrome/150.0.0.0 Safari/537.36`);
    page = await context.newPage();
    wire = captureWire(page);
    for (const [at, { url, title }] of personalPages(canaries, shopUrl, 'in a browser', ownHistory).entries()) {
      // A chat of its own on each page: the gateway is told of the page on which one begins.
      if (at > 0) await forgetChat();
      await page.goto(url, { referer });
      await page.evaluate((text) => void (document.title = text), title);
      await openBox(page);
      await write(controls.message);
      await noteCapability();
    }
    await leaveEmail(email);
  }

  async function afterRestart(): Promise<void> {
    await page.reload({ waitUntil: 'commit' });
    await openBox(page);
    await write(controls.message);
    await leaveEmail(corrected);
    await field().pressSequentially(unsent);
  }

  async function atEnd({ recordings, url }: Stage): Promise<void> {
    recordings.note('visitors-requests', await wire.sentText(url));
    for (const { direction, payload } of wire.frames)
      if (direction === 'received') recordings.note('visitors-wire', payload);
    recordings.note('visitor-storages', JSON.stringify(await readStorage(page)));
    await page.context().close();
  }

  const field = () => page.getByRole('textbox', { name: 'Your message' });

  /** Behind the chat's back, so that no page knows of it but the next. */
  async function forgetChat(): Promise<void> {
    await page.evaluate(() => {
      localStorage.clear();
      sessionStorage.clear();
    });
  }

  async function write(text: string): Promise<void> {
    await field().fill(text);
    await page.keyboard.press('Enter');
    await page
      .getByText(/· (Sent|Read)/)
      .last()
      .waitFor();
  }

  /** And has the device remember it. */
  async function leaveEmail(address: string): Promise<void> {
    await page.getByRole('button', { name: 'Leave your e-mail' }).click();
    const typed = page.getByRole('textbox', { name: 'E-mail address' });
    const replace = page.getByRole('button', { name: 'Replace it' });
    await replace.or(typed).first().waitFor();
    if (await replace.isVisible()) await replace.click();
    await typed.fill(address);
    await page.getByRole('checkbox', { name: 'Remember it' }).check();
    await page.getByRole('button', { name: 'Leave it' }).click();
    await page.getByText('Remembered on this device.').waitFor();
    await page.keyboard.press('Escape');
    await field().waitFor();
  }

  async function noteCapability(): Promise<void> {
    const kept = await page.evaluate((key) => localStorage.getItem(key), `handlr:${siteKey}:chat-in-progress`);
    const capability = capabilityIn.exec(kept ?? '')?.[1];
    if (capability === undefined) throw new Error('The browser keeps no chat');
    canaries.note('visitor’s capability, in a browser', capability, [
      'visitor-storages',
      'visitor-profile',
      'from-visitors',
    ]);
  }

  return { beforeKill, afterRestart, atEnd };
}
