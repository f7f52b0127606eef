import { writeFile } from 'node:fs/promises';
import { beforeEach, expect, test } from 'vitest';
import { shop, useHandlr } from './run-handlr.ts';

const { handlr, inFolder } = useHandlr();
const checks = (...options: string[]) => handlr('site', 'checks', 'wren-shop', ...options);

const whole = {
  checks: [
    {
      id: 'help',
      name: 'Help',
      on: true,
      when: {
        all: [
          { is: 'page', paths: ['/shop/*'] },
          { is: 'visits', atLeast: 2 },
        ],
      },
      then: [{ do: 'prompt', text: 'Can we help?' }],
      scope: 'page',
    },
  ],
};

async function file(name: string, content: unknown): Promise<string> {
  const path = inFolder(name);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

beforeEach(async () => {
  await handlr('site', 'add', ...shop);
});

test('shows what a site lays down, which is nothing at first', async () => {
  expect(await checks()).toEqual({ code: 0, line: JSON.stringify({ checks: [] }, null, 2), note: '' });
});

test('sets them from a file, and shows them again', async () => {
  expect(await checks('--set', await file('checks.json', whole))).toMatchObject({ code: 0 });
  expect(JSON.parse((await checks('--show')).line)).toEqual(whole);
});

test('refuses a bad file with the place of each fault, and changes nothing', async () => {
  await checks('--set', await file('checks.json', whole));
  const bad = JSON.stringify(whole).replace('"page","paths"', '"page","pathes"');
  const { code, line } = await checks('--set', await file('bad.json', bad));
  expect(code).toBe(1);
  expect(line).toContain('✗ $.checks[0].when.all[0].pathes: “pathes” is not known here.\n    Did you mean “paths”?');
  expect(line).toContain('Nothing was saved.');
  expect(JSON.parse((await checks()).line)).toEqual(whole);
});

test.each([
  ['is not JSON', ['--set', 'bad']],
  ['cannot be read', ['--set', 'missing']],
  ['Write: npx handlr site checks', ['--show', '--set', 'bad']],
])('says that a file %s', async (words, options) => {
  await file('bad', '{');
  const { code, note } = await checks(...options.map((each) => (each.startsWith('--') ? each : inFolder(each))));
  expect([code, note]).toEqual([1, expect.stringContaining(words)]);
});

test('tries them with facts, condition by condition', async () => {
  await checks('--set', await file('checks.json', whole));
  const nobody = await checks('--try', await file('facts.json', { path: '/shop/teapot' }));
  expect(nobody.line).toBe(
    [
      'help: nothing',
      '  – withheld by consent: all',
      '    ✓ you are on /shop/*',
      '    – withheld by consent: you have been here at least 2 times',
    ].join('\n'),
  );
  const origin = { referrerHost: null, campaign: {} };
  const history = { visits: 3, pastChats: 0, visit: origin, first: origin };
  const known = await checks('--try', await file('facts.json', { path: '/shop/teapot', history }));
  expect(known.line).toContain('help: prompt\n  ✓ all');
});

test('says which facts there are when one is none', async () => {
  const strange = await checks('--try', await file('facts.json', { pth: '/' }));
  expect([strange.code, strange.note]).toEqual([
    1,
    expect.stringContaining('There is no fact “pth”. There are: nowMs, path'),
  ]);
  const wrong = await checks('--try', await file('facts.json', { path: 5 }));
  expect([wrong.code, wrong.note]).toEqual([1, expect.stringContaining('“path” is to be written as')]);
});
