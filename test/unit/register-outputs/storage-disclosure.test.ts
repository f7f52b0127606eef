import { deviceDescriptions, deviceEntryNames, wholeDeviceRegister } from '@handlr/privacy';
import { type SiteFacts, type StorageDisclosure, storageDisclosure } from '@handlr/privacy/register-outputs';
import { describe, expect, test } from 'vitest';
import { wrenShop } from './wren-shop.ts';

const of = (facts: Partial<SiteFacts> = {}): StorageDisclosure => storageDisclosure({ ...wrenShop, ...facts });

function missingFrom({ disclosures }: StorageDisclosure) {
  return deviceEntryNames.filter(
    (name) => !disclosures.some(({ description }) => description.includes(deviceDescriptions[name].sentence)),
  );
}

function disclosureOf(name: keyof typeof wholeDeviceRegister, facts: Partial<SiteFacts> = {}) {
  return of(facts).disclosures.find(({ description }) => description.includes(deviceDescriptions[name].sentence));
}

const ofVisits = ['pageTrail', 'pageTime', 'origin', 'session', 'promptHistory', 'firedChecks'];

describe('the storage disclosure', () => {
  test('has each key of the device register, and no other', () => {
    expect(missingFrom(of())).toEqual([]);
    expect(of().disclosures).toHaveLength(Object.keys(wholeDeviceRegister).length);
  });

  test.each(deviceEntryNames)('would be caught without %s', (name) => {
    const { sentence } = deviceDescriptions[name];
    const disclosures = of().disclosures.filter(({ description }) => !description.includes(sentence));
    expect(missingFrom({ ...of(), disclosures })).toEqual([name]);
  });

  test('has every field that the standard asks for, in its form', () => {
    for (const each of [...of().disclosures, ...of({ cookieDomain: 'wren.example' }).disclosures]) {
      expect(Object.keys(each).toSorted()).toEqual(
        [
          'identifier',
          'type',
          'maxAgeSeconds',
          'cookieRefresh',
          'domains',
          'purposes',
          'description',
          'optOut',
        ].toSorted(),
      );
      expect(each.identifier).toMatch(
        each.type === 'cookie' ? /^handlr\.wren-shop\.[a-z-]+$/ : /^handlr:wren-shop:[a-z-]+$/,
      );
      expect(each.domains.length).toBeGreaterThan(0);
      if (each.type === 'cookie') expect(Number.isSafeInteger(each.maxAgeSeconds)).toBe(true);
      else expect([each.type, each.maxAgeSeconds, each.cookieRefresh]).toEqual(['web', null, false]);
    }
  });

  test('marks with purpose 1 what needs consent, and nothing else', () => {
    const consented = (facts: Partial<SiteFacts>) =>
      deviceEntryNames.filter((name) => disclosureOf(name, facts)?.purposes.includes(1));
    expect(consented({})).toEqual(['boxState', 'visitHistory', ...ofVisits, 'visitorEmail']);
    expect(consented({ jurisdiction: 'uk' })).toEqual(['visitHistory', ...ofVisits, 'visitorEmail']);
    expect(of().disclosures.flatMap(({ purposes }) => purposes.filter((purpose) => purpose !== 1))).toEqual([]);
  });

  test('names as cookies what subdomains share, with their time in seconds', () => {
    const cookieDomain = 'wren.example';
    expect(disclosureOf('consent', { cookieDomain })).toMatchObject({
      type: 'cookie',
      maxAgeSeconds: 182 * 24 * 60 * 60,
      cookieRefresh: false,
      domains: ['wren.example', '*.wren.example'],
    });
    expect(disclosureOf('visitHistory', { cookieDomain })).toMatchObject({ type: 'cookie', cookieRefresh: true });
    expect(disclosureOf('chatInProgress', { cookieDomain })).toMatchObject({ type: 'web', domains: wrenShop.domains });
  });

  test('says which of it carries out a refusal', () => {
    const optOuts = deviceEntryNames.filter((name) => disclosureOf(name)?.optOut);
    expect(optOuts).toEqual(['consent', 'withdrawal']);
  });

  test('leaves out what the site does without', () => {
    expect(missingFrom(of({ denies: ['history'] }))).toEqual(['visitHistory', ...ofVisits]);
  });

  test('names the gateway’s host as a bare domain, and no domain of the site', () => {
    expect(of().domains).toEqual([{ domain: 'chat.example', purposes: [], use: expect.any(String) }]);
  });
});
