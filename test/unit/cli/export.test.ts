import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { register } from '@handlr/privacy';
import { beforeEach, describe, expect, test } from 'vitest';
import { shop, useHandlr } from './run-handlr.ts';

const { handlr, handlrWith, inFolder } = useHandlr();
const names = ['processing-record.html', 'processing-record.json', 'storage.html', 'storage.json'];
const read = (name: string) => readFile(inFolder('out', name), 'utf8');

beforeEach(async () => {
  await handlr('site', 'add', ...shop);
});

describe('site export', () => {
  const exportTo = (...more: string[]) => handlr('site', 'export', 'wren-shop', '--to', inFolder('out'), ...more);

  test('writes the record and the table in both forms, and says where', async () => {
    const { code, line } = await exportTo();
    expect(code).toBe(0);
    expect(line.split('\n')).toEqual(names.map((name) => inFolder('out', name)));
    expect((await readdir(inFolder('out'))).toSorted()).toEqual(names);
    const record = JSON.parse(await read('processing-record.json'));
    expect(record).toMatchObject({
      madeOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      site: { key: 'wren-shop', domains: ['www.wren.example'] },
      controller: { name: 'Wren Shop' },
    });
    const page = await read('processing-record.html');
    for (const { sentence } of register) expect(page).toContain(sentence);
    expect(JSON.parse(await read('storage.json'))).toMatchObject({ domains: [{ domain: 'chat.example' }] });
    expect(await read('storage.html')).toContain('handlr:wren-shop:chat-in-progress');
  });

  test('says what nobody said yet, until somebody has', async () => {
    const { note } = await exportTo();
    expect(note).toMatch(/--processor[^]*--contact[^]*HANDLR_HOSTING_COUNTRY/);
    await handlr('site', 'consent', 'wren-shop', '--processor', 'Answering BV', '--contact', 'privacy@wren.example');
    const country = { HANDLR_HOSTING_COUNTRY: 'nl' };
    const said = await handlrWith(country, 'site', 'export', 'wren-shop', '--to', inFolder('out'), '--overwrite');
    expect(said).toMatchObject({ code: 0, note: '' });
    expect(await read('processing-record.html')).toContain('Netherlands');
    expect(await read('storage.html')).toContain('Answering BV');
  });

  test('replaces nothing unless it is told to', async () => {
    await mkdir(inFolder('out'));
    await writeFile(inFolder('out', 'storage.html'), 'mine');
    const { code, line, note } = await exportTo();
    expect([code, line]).toEqual([1, '']);
    expect(note).toContain(inFolder('out', 'storage.html'));
    expect(note).toContain('--overwrite');
    expect(await readdir(inFolder('out'))).toEqual(['storage.html']);
    expect(await read('storage.html')).toBe('mine');
    expect((await exportTo('--overwrite')).code).toBe(0);
    expect(await read('storage.html')).not.toBe('mine');
  });

  test('says where it cannot write', async () => {
    await writeFile(inFolder('out'), 'a file');
    const { code, note } = await exportTo();
    expect([code, note]).toEqual([
      1,
      expect.stringMatching(/cannot be written \(\w+\)\. Choose another one with --to\./),
    ]);
  });
});
