import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sodium from 'libsodium-wrappers';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { lateDeviceRegister } from '@handlr/privacy';
import { contactLimits } from '@handlr/protocol';
import { createBoxKeys, createSiteIdentity, fingerprintOf, signKeyStatement } from '@handlr/vault';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readAssets } from '../../packages/gateway/src/http/assets.ts';
import { addSite } from '../../packages/gateway/src/site/index.ts';
import { systemClock as clock, systemRandom as random } from '../../packages/gateway/src/system.ts';
import { createSiteKeys } from '../../packages/gateway/src/visitor-email/index.ts';
import { ensureBuilt } from '../support/build.ts';
import { chromiumOptions, launchChromium, openPage, runAxe } from '../support/chromium.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { openBox } from '../support/open-box.ts';
import { startClientPage } from './consent-grid/client-page.ts';
import { eventsSent, keptKeys, write } from './consent-grid/consent-site.ts';

const pins = new Map<string, string>();
let gateway: TestGateway;
let client: Awaited<ReturnType<typeof startClientPage>>;
let browser: Browser;

beforeAll(async () => {
  await Promise.all([ensureBuilt(['widget', 'console']), sodium.ready]);
  client = await startClientPage(
    () => gateway.url,
    () => 'silent',
    (siteKey) => pins.get(siteKey) ?? '',
  );
  gateway = await startTestGateway({ assets: await readAssets() });
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  await gateway?.close();
  await client?.close();
});

const keysOfGateway = () => createSiteKeys({ keyDir: join(gateway.folder, 'keys'), random });

/** A site of its own with keys. */
async function openSite() {
  const siteKey = `mail-${pins.size}`;
  const siteKeys = keysOfGateway();
  pins.set(siteKey, await siteKeys.create(siteKey));
  const { siteId } = await addSite(
    { store: gateway.store, clock, random },
    { siteKey, name: 'Teapots', origins: [client.url], consent: { ask: 'never' } },
  );
  return { siteKey, siteKeys, siteId, address: `${client.url}/${siteKey}/page` };
}

/** … and a visitor who has written there. */
async function visit(options: BrowserContextOptions = {}) {
  const { siteKey, siteKeys, siteId, address } = await openSite();
  const opened = await openPage(browser, { reducedMotion: 'reduce', ...options });
  const { page } = opened;
  await page.goto(address);
  await write(page, 'Hello');
  const stored = async () => {
    const [open] = await gateway.store.listOpenChats([siteId], 5);
    return open === undefined ? null : gateway.store.findContact(open.chat);
  };
  return { ...opened, siteKey, siteId, address, siteKeys, stored };
}

async function openForm(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Leave your e-mail' }).click();
  await page.getByRole('heading', { name: 'Your e-mail' }).waitFor();
}

async function leave(page: Page, email: string): Promise<void> {
  await page.getByRole('textbox', { name: 'E-mail address' }).fill(email);
  await page.getByRole('button', { name: 'Leave it' }).click();
}

const left = (page: Page) => page.getByRole('heading', { name: 'You left' });
const longest = `${'a'.repeat(64)}@${['b', 'c', 'd'].map((letter) => letter.repeat(60)).join('.')}.de`;

test('EML18 what Chromium seals, libsodium opens; short and long addresses are equally long; none is in the wire or the database', async () => {
  expect(longest.length).toBeLessThanOrEqual(contactLimits.emailLength);
  for (const email of ['q@x.de', longest]) {
    const { page, wire, stored, siteKey, siteKeys, problems, close } = await visit();
    await openForm(page);
    await page.getByRole('textbox', { name: 'Telephone' }).fill('+49 7531 4711815');
    await leave(page, email);
    await left(page).waitFor();
    const contact = await stored();
    expect(contact?.sealed).toHaveLength(contactLimits.sealedLength);
    const [keys] = await siteKeys.boxKeys(siteKey);
    if (keys === undefined || contact === null) throw new Error('Nothing was left');
    const sealed = sodium.from_base64(contact.sealed, sodium.base64_variants.URLSAFE_NO_PADDING);
    const plain = sodium.crypto_box_seal_open(sealed, keys.publicKey, keys.secretKey);
    const content = plain.slice(2, 2 + (plain[0] ?? 0) * 256 + (plain[1] ?? 0));
    expect(JSON.parse(sodium.to_string(content))).toEqual({
      v: 1,
      site: siteKey,
      epoch: 1,
      chat: contact.chatId,
      card: { email, telephone: '+49 7531 4711815', marketing: false },
    });
    const everySent = JSON.stringify([await wire.sentText(), wire.frames]);
    expect(everySent).not.toContain(email);
    expect(everySent).not.toContain('4711815');
    const data = join(gateway.folder, 'data');
    for (const name of await readdir(data)) {
      const bytes = await readFile(join(data, name));
      expect(bytes.includes(email) || bytes.includes('4711815')).toBe(false);
    }
    expect(problems).toEqual([]);
    await close();
  }
}, 120_000);

// With a profile on the disk: what Playwright carries over by itself knows of no keys.
test('EML19 what is remembered comes back when the browser was closed, and goes when its time is over', async () => {
  const { address, siteKey } = await openSite();
  const profile = await mkdtemp(join(tmpdir(), 'handlr-profile-'));
  const inBrowser = async (run: (page: Page) => Promise<unknown>, awayMs = 0): Promise<void> => {
    const context = await chromium.launchPersistentContext(profile, { ...chromiumOptions(), reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.addInitScript((ms) => {
      const now = Date.now.bind(Date);
      Date.now = () => now() + ms;
    }, awayMs);
    await page.goto(address);
    try {
      await run(page);
    } finally {
      await context.close();
    }
  };
  const isKept = async (page: Page) => (await keptKeys(page)).includes(`indexed-db handlr:${siteKey}:visitor-email`);
  try {
    await inBrowser(async (page) => {
      await write(page, 'Hello');
      await openForm(page);
      await page.getByRole('checkbox', { name: /Remember it/ }).check();
      await leave(page, 'quill@wren.example');
      await left(page).waitFor();
      await expect.poll(() => isKept(page)).toBe(true);
    });
    await inBrowser(async (page) => {
      await openBox(page);
      await openForm(page);
      await page.getByRole('button', { name: 'Replace it' }).click();
      const field = page.getByRole('textbox', { name: 'E-mail address' });
      await expect.poll(() => field.inputValue()).toBe('quill@wren.example');
    });
    const overMs = lateDeviceRegister.visitorEmail.lifetimeMs + 60_000;
    await inBrowser((page) => expect.poll(() => isKept(page)).toBe(false), overMs);
  } finally {
    await rm(profile, { recursive: true, force: true });
  }
}, 120_000);

test('EML18 a key that is unsigned, another’s, expired or weak: a plain word, and nothing is sent', async () => {
  const { page, wire, stored, siteKey, close } = await visit();
  const identity = createSiteIdentity(random.bytes);
  const served = async () => (await fetch(`${gateway.url}/sites/${siteKey}/contact-key.json`)).json();
  const genuine = await served();
  const statement = {
    site: siteKey,
    epoch: 1,
    boxKey: createBoxKeys(random.bytes).publicKey,
    notAfter: clock.nowMs() + 1_000_000,
  };
  const forgeries: readonly (readonly [string, object])[] = [
    ['unsigned', { ...genuine, signature: '' }],
    ['signed by another', signKeyStatement(statement, identity)],
    ['not there', { error: 'There is none' }],
  ];
  let forged: object = {};
  await page.route('**/contact-key.json', (route) =>
    route.fulfill({ json: forged, headers: { 'access-control-allow-origin': '*' } }),
  );
  await openForm(page);
  for (const [, forgery] of forgeries) {
    forged = forgery;
    await leave(page, 'ada@example.org');
    await page.getByRole('alert').filter({ hasText: 'could not be checked' }).waitFor();
  }
  // Signed by the site's own identity, and yet of no use.
  const pinned = fingerprintOf(identity.publicKey);
  pins.set(siteKey, pinned);
  await page.reload();
  await page.getByRole('button', { name: 'Leave your e-mail' }).waitFor();
  await openForm(page);
  const one = new Uint8Array(32);
  one[0] = 1;
  for (const fields of [
    { notAfter: clock.nowMs() - 1 },
    { boxKey: new Uint8Array(32) },
    { boxKey: one },
    { site: 'another' },
  ]) {
    forged = signKeyStatement({ ...statement, ...fields }, identity);
    await leave(page, 'ada@example.org');
    await page.getByRole('alert').filter({ hasText: 'could not be checked' }).waitFor();
  }
  expect(eventsSent(wire)).not.toContain('contact:set');
  expect(await stored()).toBeNull();
  // Nothing but the key was wrong.
  forged = signKeyStatement(statement, identity);
  await leave(page, 'ada@example.org');
  await left(page).waitFor();
  expect(await stored()).not.toBeNull();
  await close();
}, 120_000);

test('EML19 kept on the device only where it was agreed to, encrypted, offered the next time, and gone when withdrawn', async () => {
  const { page, context, address, siteKey, close } = await visit();
  await openForm(page);
  await leave(page, 'ada@example.org');
  await left(page).waitFor();
  const isKept = async () => (await keptKeys(page)).some((key) => key.endsWith('visitor-email'));
  expect(await isKept()).toBe(false);
  await page.getByRole('button', { name: 'Change' }).click();
  await page.getByRole('checkbox', { name: 'Remember it' }).check();
  await leave(page, 'ada.lovelace@example.org');
  await page.getByText('Remembered on this device.').waitFor();
  await expect.poll(isKept).toBe(true);
  // No text of it is anywhere that a script could read as text.
  const texts = JSON.stringify(await context.storageState({ indexedDB: false })) + (await readDatabase(page, siteKey));
  expect(texts).toContain('visitor-email');
  expect(texts).not.toContain('lovelace');

  await page.goto(address);
  await openForm(page);
  await page.getByText('You left an e-mail address earlier').waitFor();
  await page.getByRole('button', { name: 'Replace it' }).click();
  expect(await page.getByRole('textbox', { name: 'E-mail address' }).inputValue()).toBe('ada.lovelace@example.org');

  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Your privacy' }).click();
  await page.getByRole('switch', { name: 'My e-mail address' }).click();
  await expect.poll(isKept).toBe(false);
  await close();
}, 120_000);

test('EML13 changed, removed and brought back, by keyboard alone', async () => {
  const { page, stored, close } = await visit();
  await openForm(page);
  await leave(page, 'ada@example.org');
  await left(page).waitFor();
  const first = await stored();
  await page.getByRole('button', { name: 'Remove' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Removed.').waitFor();
  expect(await stored()).toBeNull();
  await page.getByRole('button', { name: 'Undo' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('ada@example.org').waitFor();
  // Sealed anew.
  expect((await stored())?.sealed).not.toBe(first?.sealed);
  await page.keyboard.press('Escape');
  await page.getByRole('textbox', { name: 'Your message' }).waitFor();
  await close();
});

test('EML15 EML17 what is no address is refused with a word, and a slip is asked about', async () => {
  const { page, wire, close } = await visit();
  await openForm(page);
  await leave(page, 'ada at example');
  await page.getByText('has the form name@example.com').waitFor();
  expect(await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.getAttribute('name'))).toBe(
    'email',
  );
  await leave(page, 'ada@gmial.com');
  await page.getByText('Did you mean ada@gmail.com?').waitFor();
  expect(eventsSent(wire)).not.toContain('contact:set');
  await page.getByRole('button', { name: 'Yes, use that' }).click();
  await page.locator('.address', { hasText: 'ada@gmail.com' }).waitFor();
  await close();
});

test('EML20 nothing about contacts is asked before the field is, and without a pinned key it is not offered', async () => {
  const { page, wire, siteKey, address, close } = await visit();
  expect(eventsSent(wire).filter((name) => name.startsWith('contact:'))).toEqual([]);
  expect(await wire.sentText()).not.toContain('contact-key.json');
  pins.set(siteKey, '');
  await page.goto(address);
  await page.getByText('Hello').waitFor();
  expect(await page.getByRole('button', { name: 'Leave your e-mail' }).count()).toBe(0);
  await close();
});

test.each([320, 1440])(
  'the field is accessible at %i px, in light and dark',
  async (width) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, close } = await visit({ viewport: { width, height: 720 }, colorScheme });
      const shot = async (name: string) => {
        const folder = process.env['HANDLR_SCREENSHOTS'];
        if (folder) await page.screenshot({ path: join(folder, `email-${name}-${width}-${colorScheme}.png`) });
      };
      await shot('entry');
      await openForm(page);
      await page.getByRole('textbox', { name: 'E-mail address' }).waitFor();
      expect(await faults(page)).toEqual([]);
      await shot('form');
      await leave(page, 'nonsense');
      await page.getByText('has the form').waitFor();
      await shot('fault');
      await leave(page, 'ada@gmial.com');
      await page.getByText('Did you mean').waitFor();
      await shot('meant');
      await page.getByRole('button', { name: 'No, as I wrote it' }).click();
      await left(page).waitFor();
      expect(await faults(page)).toEqual([]);
      await shot('left');
      await page.getByRole('button', { name: 'Remove' }).click();
      await page.getByText('Removed.').waitFor();
      await shot('removed');
      const overflow = await page.locator('.email').evaluate((element) => element.scrollWidth - element.clientWidth);
      expect(overflow).toBeLessThanOrEqual(0);
      await close();
    }
  },
  120_000,
);

/** The test's own page has a heading and no landmarks. */
const faults = async (page: Page) => (await runAxe(page)).filter(({ rule }) => rule !== 'region');

/** What a script reads of the site's database, with text of every byte array in it. */
async function readDatabase(page: Page, siteKey: string): Promise<string> {
  return page.evaluate(async (name) => {
    const request = indexedDB.open(name);
    const database = await new Promise<IDBDatabase>((resolve) => (request.onsuccess = () => resolve(request.result)));
    const store = database.transaction('records').objectStore('records');
    const read = (asked: IDBRequest) => new Promise((resolve) => (asked.onsuccess = () => resolve(asked.result)));
    const found = [await read(store.getAllKeys()), await read(store.getAll())];
    database.close();
    return JSON.stringify(found, (_key, value: unknown) =>
      value instanceof ArrayBuffer || value instanceof Uint8Array
        ? new TextDecoder('latin1').decode(value)
        : value instanceof CryptoKey
          ? `a key, extractable: ${value.extractable}`
          : value,
    );
  }, `handlr:${siteKey}`);
}
