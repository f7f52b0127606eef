import { type DescribedEntry, register } from '@handlr/privacy';
import {
  type ProcessingRecord,
  processingRecord,
  renderProcessingRecord,
  type SiteFacts,
} from '@handlr/privacy/register-outputs';
import { describe, expect, test } from 'vitest';
import { wrenShop } from './wren-shop.ts';

const nowMs = Date.UTC(2026, 10, 23, 12);
const of = (facts: Partial<SiteFacts> = {}): ProcessingRecord => processingRecord({ ...wrenShop, ...facts }, { nowMs });

const entriesOf = ({ processing, ownProcessing }: ProcessingRecord) => [
  ...processing.flatMap(({ entries }) => entries),
  ...ownProcessing,
];

const ids = register.map(({ id }) => id);
const missingFrom = (record: ProcessingRecord) =>
  ids.filter((id) => !entriesOf(record).some(({ entry }) => entry === id));

const rowOf = /<tr>[^]*?<\/tr>/g;

/** Whether a row of the page is that of an entry: its sentence and every field. */
const isRowOf =
  ({ sentence, fields }: DescribedEntry) =>
  (row: string): boolean =>
    row.includes(sentence) && row.includes(`>${Object.keys(fields).join(', ')}`);

function missingFromPage(page: string) {
  const rows = page.match(rowOf) ?? [];
  return register.filter((entry) => !rows.some(isRowOf(entry))).map(({ id }) => id);
}

describe('the processing record', () => {
  test('has each table and each key of the register once', () => {
    expect(missingFrom(of())).toEqual([]);
    expect(entriesOf(of())).toHaveLength(register.length);
  });

  test.each(ids)('would be caught without %s', (id) => {
    const { processing, ownProcessing } = of();
    const others = <Entry extends { entry: string }>(entries: readonly Entry[]) =>
      entries.filter(({ entry }) => entry !== id);
    const categories = processing.map((category) => ({ ...category, entries: others(category.entries) }));
    expect(missingFrom({ ...of(), processing: categories, ownProcessing: others(ownProcessing) })).toEqual([id]);
  });

  test('says who, for whom, under which law and since when', () => {
    expect(of()).toMatchObject({
      title: 'Record of processing on behalf of a client, GDPR Art. 30(2)',
      madeOn: '2026-11-23',
      site: { key: 'wren-shop', name: 'Wren Shop', domains: wrenShop.domains },
      controller: { name: 'Wren Pottery Ltd', contact: 'privacy@wren.example' },
      processor: { name: 'Answering Company BV' },
      hostingCountry: 'DE',
    });
    expect(of({ jurisdiction: 'uk' }).title).toContain('UK GDPR Art. 30(2)');
  });

  test('says of a table what is in it, of whom, where, for how long, to whom and why', () => {
    expect(entriesOf(of()).find(({ entry }) => entry === 'gateway/chats')).toMatchObject({
      name: 'chats',
      where: 'Database of the gateway',
      country: 'DE',
      dataSubjects: 'visitor',
      fields: expect.arrayContaining(['visitorName', 'pageUrl', 'country', 'expiresAt']),
      lifetimeDays: 90,
      recipients: ['Wren Pottery Ltd', 'Answering Company BV'],
      legalBasis: 'GDPR Art. 6(1)(b), answering what the visitor asked',
    });
    expect(entriesOf(of()).find(({ entry }) => entry === 'device/consent')).toMatchObject({
      name: 'handlr:wren-shop:consent',
      where: 'Local storage of the browser',
      country: null,
    });
  });

  test('keeps apart what the processor answers for itself', () => {
    const { processing, ownProcessing } = of();
    expect(new Set(ownProcessing.map(({ dataSubjects }) => dataSubjects))).toEqual(new Set(['nobody', 'staff']));
    const subjects = processing.flatMap(({ entries }) => entries.map(({ dataSubjects }) => dataSubjects));
    expect(new Set(subjects)).toEqual(new Set(['visitor']));
  });

  test('says of each purpose whether it needs consent, and whether the site does without it', () => {
    const consents = (facts: Partial<SiteFacts>) =>
      Object.fromEntries(of(facts).processing.map(({ purpose, consent }) => [purpose, consent]));
    expect(consents({})).toEqual({
      service: 'exempt',
      functionality: 'consent',
      history: 'consent',
      contact: 'consent',
      security: 'exempt',
    });
    expect(consents({ jurisdiction: 'uk', denies: ['history'] })).toEqual({
      service: 'exempt',
      functionality: 'exempt-with-objection',
      history: 'never',
      security: 'exempt',
      contact: 'consent',
    });
  });

  test.each<[Partial<SiteFacts>, RegExp]>([
    [{ hostingCountry: 'DE' }, /^None by hosting.*Germany/],
    [{ hostingCountry: 'NO' }, /^None by hosting.*Norway/],
    [{ hostingCountry: 'GB', jurisdiction: 'uk' }, /^None by hosting.*United Kingdom/],
    [{ hostingCountry: 'GB' }, /third country: United Kingdom.*Art\. 44 to 49/],
    [{ hostingCountry: 'US', jurisdiction: 'uk' }, /third country: United States/],
    [{ hostingCountry: null }, /^Not known.*HANDLR_HOSTING_COUNTRY/],
  ])('%j: whether data leaves the law under which it was collected', (facts, says) => {
    expect(of(facts).transfers).toMatch(says);
  });

  test('promises encryption on the way only where there is some', () => {
    const promised = (gatewayUrl: string) => of({ gatewayUrl }).securityMeasures.join(' ').includes('encrypted (');
    expect([promised('https://chat.example'), promised('http://localhost:8787')]).toEqual([true, false]);
  });
});

describe('its page', () => {
  test('tells every entry of the register', () => {
    expect(missingFromPage(renderProcessingRecord(of()))).toEqual([]);
  });

  test.each(register)('would be caught without $id', (entry) => {
    const page = renderProcessingRecord(of()).replaceAll(rowOf, (row) => (isRowOf(entry)(row) ? '' : row));
    expect(missingFromPage(page)).toEqual([entry.id]);
  });

  test('has one heading of its own, the names of both parties, and marks what nobody said', () => {
    const page = renderProcessingRecord(of());
    expect(page.match(/<h1>/g)).toHaveLength(1);
    expect(page).toMatch(/<dt>Controller<\/dt>\s*<dd>Wren Pottery Ltd<\/dd>/);
    expect(page).toMatch(/<dt>Hosted in<\/dt>\s*<dd>Germany<\/dd>/);
    const bare = renderProcessingRecord(of({ processor: null, contact: null, hostingCountry: null }));
    expect(bare).toMatch(/<dt>Processor<\/dt>\s*<dd>Not named yet<\/dd>/);
    expect(bare).not.toMatch(/null|undefined/);
  });

  test('runs and loads nothing, whatever the site is called', () => {
    const hostile = '</title></style><script src="//evil.example"></script>';
    const page = renderProcessingRecord(of({ name: hostile, controller: hostile, processor: hostile }));
    expect(page).not.toMatch(/<(?:script|img|link|iframe)|\ssrc="/i);
    expect(page.match(/<\/style>/g)).toHaveLength(1);
  });
});
