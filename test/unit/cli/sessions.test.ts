import { beforeEach, expect, test } from 'vitest';
import { siteConfiguration } from '../../../packages/gateway/src/site/site-configuration.ts';
import { shop, useHandlr } from './run-handlr.ts';

const { handlr, readStore } = useHandlr();
const sessions = (...options: string[]) => handlr('site', 'sessions', 'wren-shop', ...options);
const onWire = async () => {
  const site = await readStore((store) => store.findSite('wren-shop'));
  if (site === null) throw new Error('There is no such site');
  return siteConfiguration(site, { publicUrl: 'https://chat.example', widgetEntry: 'widget.js' }).consent;
};

beforeEach(async () => {
  await handlr('site', 'add', ...shop);
});

test('shows what holds, and changes nothing unasked', async () => {
  const { code, line, note } = await sessions();
  expect([code, note]).toEqual([0, '']);
  expect(line).toMatch(/after 30 minutes.*\n.*campaign.*\nand not at midnight/);
  expect(await onWire()).toBeUndefined();
});

test('only what differs from the default reaches the loader, and it can be taken back', async () => {
  expect((await sessions('--idle-minutes', '45', '--midnight', 'Europe/Berlin')).line).toMatch(
    /45 minutes[^]*midnight in Europe\/Berlin/,
  );
  expect(await onWire()).toEqual({ sessions: { idleMinutes: 45, midnight: 'Europe/Berlin' } });
  await sessions('--idle-minutes', '30');
  expect(await onWire()).toEqual({ sessions: { midnight: 'Europe/Berlin' } });
  await sessions('--midnight', 'none');
  expect(await onWire()).toBeUndefined();
});

test.each([
  [['--idle-minutes', '0'], /whole number from 1 to 1440/],
  [['--idle-minutes', '1441'], /whole number from 1 to 1440/],
  [['--idle-minutes', 'soon'], /It is "soon"/],
  [['--midnight', 'Mars/Olympus'], /a time zone such as Europe\/London/],
])('what is written wrong is said, and nothing changes: %j', async (options, words) => {
  const { code, note } = await sessions(...options);
  expect(code).toBe(1);
  expect(note).toMatch(words);
  expect(await onWire()).toBeUndefined();
});
