import { deviceDescriptions, deviceEntryNames, wholeDeviceRegister } from '@handlr/privacy';
import { renderStorageTable, type SiteFacts } from '@handlr/privacy/register-outputs';
import { describe, expect, test } from 'vitest';
import { wrenShop } from './wren-shop.ts';

/** The cells of each row, without markup. */
function rowsOf(table: string): readonly (readonly string[])[] {
  const [, body = ''] = /<tbody>([^]*)<\/tbody>/.exec(table) ?? [];
  return [...body.matchAll(/<tr[^>]*>([^]*?)<\/tr>/g)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>([^]*?)<\/t[hd]>/g)].map(([, cell = '']) => plain(cell)),
  );
}

function plain(markup: string): string {
  return markup
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function rowOf(key: string, where: RegExp, facts: Partial<SiteFacts> = {}): readonly string[] {
  const rows = rowsOf(renderStorageTable({ ...wrenShop, ...facts }));
  return rows.find(([name, place = '']) => name === `handlr:wren-shop:${key}` && where.test(place)) ?? [];
}

/** Entries of the device register whose sentence no row tells. */
function missingFrom(table: string) {
  const told = rowsOf(table).map(([, , why = '']) => why);
  return deviceEntryNames.filter((name) => !told.some((why) => why.includes(deviceDescriptions[name].sentence)));
}

describe('the storage table', () => {
  test('has one row for each key of the device register, and no other', () => {
    const table = renderStorageTable(wrenShop);
    expect(missingFrom(table)).toEqual([]);
    expect(rowsOf(table)).toHaveLength(Object.keys(wholeDeviceRegister).length);
  });

  test.each(deviceEntryNames)('would be caught without its row of %s', (name) => {
    const { sentence } = deviceDescriptions[name];
    const without = renderStorageTable(wrenShop).replaceAll(/<tr class[^]*?<\/tr>/g, (row) =>
      row.includes(sentence) ? '' : row,
    );
    expect(missingFrom(without)).toEqual([name]);
  });

  test('says name, place, reason, time, recipients and whether consent is needed', () => {
    expect(rowOf('visit-history', /Local storage/)).toEqual([
      'handlr:wren-shop:visit-history',
      'Local storage of the browser',
      expect.stringMatching(/^To know a visitor again.*random mark/),
      '182 days after it was last used',
      'Wren Pottery Ltd, Answering Company BV',
      'Yes. ePrivacy Directive Art. 5(3), the visitor’s consent; GDPR Art. 6(1)(a)',
    ]);
    expect(rowOf('box-state', /Session storage/)).toMatchObject({
      3: 'Until the tab is closed, 24 hours at most',
      4: 'nobody: it stays on your device',
      5: expect.stringMatching(/^No\. /),
    });
  });

  test('judges by the law of the site', () => {
    expect(rowOf('box-state', /Local storage/)[5]).toMatch(/^Yes\. ePrivacy Directive/);
    expect(rowOf('box-state', /Local storage/, { jurisdiction: 'uk' })[5]).toMatch(/^No; an objection ends it\. PECR/);
    expect(rowOf('visit-history', /Local storage/, { jurisdiction: 'uk' })[5]).toMatch(/^Yes\. PECR/);
  });

  test('says what the site does without', () => {
    expect(rowOf('page-trail', /IndexedDB/, { denies: ['history'] })[5]).toMatch(/^Never kept/);
    expect(rowOf('consent', /Local storage/, { denies: ['history'] })[5]).toMatch(/^No\. /);
  });

  test('names cookies where subdomains share what is decided, and there only', () => {
    const rows = rowsOf(renderStorageTable({ ...wrenShop, cookieDomain: 'wren.example' }));
    const cookies = rows.filter(([, place]) => place === 'Cookie of the website').map(([name]) => name);
    expect(cookies).toEqual(['handlr.wren-shop.consent', 'handlr.wren-shop.visit-history']);
  });

  test('is a table that everyone can read: caption, headings of columns and rows, classes of our own', () => {
    const table = renderStorageTable(wrenShop);
    expect(table.match(/<caption/g)).toHaveLength(1);
    expect(table.match(/<th scope="col">/g)).toHaveLength(6);
    expect(table.match(/<th scope="row">/g)).toHaveLength(Object.keys(wholeDeviceRegister).length);
    const columns = [...table.matchAll(/<th scope="col">([^<]*)</g)].map(([, column]) => column);
    const named = [...table.matchAll(/data-column="([^"]*)"/g)].map(([, column]) => column);
    expect(named).toEqual(deviceEntryNames.flatMap(() => columns.slice(1)));
    for (const [, name = ''] of table.matchAll(/class="([^"]*)"/g)) expect(name).toMatch(/^handlr-[a-z-]+$/);
  });

  test('says whom to turn to, where it is known', () => {
    expect(renderStorageTable(wrenShop)).toContain('in this country: Germany');
    expect(renderStorageTable(wrenShop)).toContain('Questions: privacy@wren.example');
    const bare = renderStorageTable({ ...wrenShop, processor: null, contact: null, hostingCountry: null });
    expect(bare).not.toMatch(/Questions:|country:|null|undefined/);
    expect(bare).toContain('Wren Pottery Ltd, the company that answers its chats');
  });

  test('runs and loads nothing, whatever the site is called', () => {
    const hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>\'&';
    const table = renderStorageTable({ ...wrenShop, controller: hostile, processor: hostile, contact: hostile });
    expect(table).not.toMatch(/<(?:script|style|img|link)|\sstyle=|\son\w+="/i);
    expect(table).toContain(
      '&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;&#39;&amp;',
    );
  });
});
