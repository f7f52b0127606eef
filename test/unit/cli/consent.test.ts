import { beforeEach, describe, expect, test } from 'vitest';
import { readConsentSettings } from '../../../packages/gateway/src/site/index.ts';
import { shop, useHandlr } from './run-handlr.ts';

const { handlr, readStore } = useHandlr();
const consent = (...options: string[]) => handlr('site', 'consent', 'wren-shop', ...options);
const stored = async () =>
  readConsentSettings((await readStore((store) => store.findSite('wren-shop')))?.consent ?? '');

const everything = [
  ['--jurisdiction', 'uk', '--ask', 'on-load', '--deny', 'history', '--deny', 'contact', '--deny', 'history'],
  ['--gpc-override', 'yes', '--banner', 'tcf', '--vendor-id', '755', '--banner-may-grant', 'no'],
  ['--cookie-domain', 'Wren.example', '--controller', ' Wren Pottery Ltd ', '--processor', 'Answering BV'],
  ['--contact', 'privacy@wren.example', '--new-version'],
].flat();

beforeEach(async () => {
  await handlr('site', 'add', ...shop);
});

describe('site consent', () => {
  test('shows in words what holds, and changes nothing unasked', async () => {
    const before = await stored();
    const { code, line, note } = await consent();
    expect([code, note]).toEqual([0, '']);
    expect(line.split('\n').map((each) => each.split(/ {2,}/)[0])).toEqual([
      'Law',
      'Our dialog asks',
      'Does without',
      'Site’s banner',
      'Privacy signal',
      'Decisions',
      'Policy version',
      'Controller',
      'Processor',
      'Contact',
    ]);
    expect(line).toMatch(/Law +eu: ePrivacy Directive and GDPR/);
    expect(line).toMatch(/Our dialog asks +in the chat, after the first answer/);
    expect(line).toMatch(/Controller +Wren Shop \(/);
    expect(await stored()).toEqual(before);
  });

  test('changes all that is named, and says so', async () => {
    const { code, line, note } = await consent(...everything);
    expect(code).toBe(0);
    expect(await stored()).toEqual({
      jurisdiction: 'uk',
      ask: 'on-load',
      denies: ['history', 'contact'],
      gpcOverride: true,
      banner: { kind: 'tcf', vendorId: 755 },
      bannerMayGrant: false,
      cookieDomain: 'wren.example',
      controller: 'Wren Pottery Ltd',
      processor: 'Answering BV',
      contact: 'privacy@wren.example',
      version: 2,
    });
    expect(line).toMatch(/Law +uk: PECR/);
    expect(line).toMatch(/Does without +history, contact,/);
    expect(line).toMatch(/Site’s banner +speaks through TCF, as vendor 755; it may deny, and not grant/);
    expect(line).toMatch(/Policy version +2/);
    expect(note).toContain('Changed.');
    expect(note).not.toContain('--new-version');
  });

  test('leaves what is not named', async () => {
    await consent('--controller', 'Wren Pottery Ltd', '--deny', 'location', '--banner', 'tcf', '--vendor-id', '755');
    const before = await stored();
    const { note } = await consent('--jurisdiction', 'uk');
    expect(await stored()).toEqual({ ...before, jurisdiction: 'uk' });
    expect(note).toContain('npx handlr site consent wren-shop --new-version');
  });

  test('takes back', async () => {
    await consent('--banner', 'consent-mode', '--deny', 'history', '--cookie-domain', 'wren.example', '--contact', 'x');
    await consent('--banner', 'none', '--deny', 'none', '--cookie-domain', 'none', '--contact', 'none');
    const settings = await stored();
    expect(settings.denies).toEqual([]);
    for (const name of ['banner', 'cookieDomain', 'contact']) expect(settings).not.toHaveProperty(name);
  });

  test('keeps the vendor of a banner that stays, and forgets it with another', async () => {
    await consent('--banner', 'tcf', '--vendor-id', '755');
    await consent('--banner', 'tcf');
    expect((await stored()).banner).toEqual({ kind: 'tcf', vendorId: 755 });
    await consent('--vendor-id', '28');
    expect((await stored()).banner).toEqual({ kind: 'tcf', vendorId: 28 });
    await consent('--banner', 'consent-mode');
    expect((await stored()).banner).toEqual({ kind: 'consent-mode' });
  });

  test('warns of a cookie domain where the site is not, and of a TCF banner without a vendor', async () => {
    expect((await consent('--cookie-domain', 'n.example')).note).toContain(
      'None of the site’s origins is at n.example',
    );
    expect((await consent('--cookie-domain', 'wren.example')).note).not.toContain('None of the site’s origins');
    expect((await consent('--banner', 'tcf')).line).toContain('not heard without a vendor id');
  });

  test.each<[string[], RegExp]>([
    [['--jurisdiction', 'us'], /^--jurisdiction is one of: eu, uk\. It is "us"\.$/],
    [['--ask', 'always'], /^--ask is one of: after-exchange, on-load, never\./],
    [['--deny', 'service'], /^--deny is one of: functionality, history, contact, location, statistics\./],
    [['--deny', 'none', '--deny', 'history'], /^--deny is one of/],
    [['--gpc-override', 'maybe'], /^--gpc-override is one of: yes, no\./],
    [['--banner-may-grant', 'true'], /^--banner-may-grant is one of: yes, no\./],
    [['--banner', 'cookiebot'], /^--banner is one of: none, tcf, consent-mode\./],
    [['--vendor-id', '755'], /add --banner tcf\.$/],
    [['--banner', 'consent-mode', '--vendor-id', '755'], /add --banner tcf\.$/],
    [['--banner', 'tcf', '--vendor-id', '0'], /^--vendor-id is the number of a vendor.*It is "0"\.$/],
    [['--banner', 'tcf', '--vendor-id', '7.5'], /^--vendor-id is the number of a vendor/],
    [['--cookie-domain', 'https://wren.example'], /^--cookie-domain is a domain such as example\.com, or none\./],
    [['--cookie-domain', 'localhost'], /^--cookie-domain is a domain/],
    [['--controller', ' '], /^--controller is a text of at most 200 characters, or none to take it back\.$/],
    [['--processor', 'x'.repeat(201)], /^--processor is a text of at most 200 characters/],
    [['--colour', 'red'], /'--colour'[^]*handlr help/],
  ])('%j is refused with what to write, and nothing is changed', async (options, says) => {
    const before = await stored();
    const { code, line, note } = await consent('--new-version', ...options);
    expect([code, line]).toEqual([1, '']);
    expect(note).toMatch(says);
    expect(await stored()).toEqual(before);
  });
});
