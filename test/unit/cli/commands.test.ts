import { describe, expect, test } from 'vitest';
import { hashSecret } from '../../../packages/gateway/src/secret.ts';
import { shop, useHandlr } from './run-handlr.ts';

const { handlr, readStore } = useHandlr();

describe('a site', () => {
  test('is added, listed and given its snippet', async () => {
    const added = await handlr(
      'site',
      'add',
      ...shop,
      '--origin',
      'https://*.staging.wren.example',
      '--accent',
      '#A34E24',
    );
    expect(added.code).toBe(0);
    const listed = await handlr('site', 'list');
    expect(listed.line).toBe('wren-shop  Wren Shop  https://www.wren.example https://*.staging.wren.example');
    const { line, note } = await handlr('site', 'snippet', 'wren-shop');
    expect(line).toMatch(
      /^<script async src="https:\/\/chat\.example\/sites\/wren-shop\/loader\.js" data-key="[a-z0-9-]{29}"><\/script>$/,
    );
    expect(note).toContain('script-src https://chat.example; connect-src https://chat.example wss://chat.example');
    expect(note).toContain("'nonce-…' 'strict-dynamic'");
    const stored = await readStore((store) => store.findSite('wren-shop'));
    expect(JSON.parse(stored?.appearance ?? '')).toMatchObject({ accent: '#a34e24' });
  });

  test('is let onto more origins', async () => {
    await handlr('site', 'add', ...shop);
    const allowed = await handlr('site', 'allow', 'wren-shop', '--origin', 'http://localhost:3000');
    expect(allowed.line).toBe('May embed "wren-shop": https://www.wren.example http://localhost:3000');
  });

  test.each<[string, string[], RegExp]>([
    ['without an origin', ['site', 'add', 'wren-shop'], /--origin/],
    ['with a path for an origin', ['site', 'add', 'wren-shop', '--origin', 'https://a.example/x'], /is not an origin/],
    ['with a bad key', ['site', 'add', 'Wren', '--origin', 'https://a.example'], /small letters/],
    ['with a bad colour', ['site', 'add', ...shop, '--accent', 'red'], /#rrggbb/],
    ['with an unknown option', ['site', 'add', ...shop, '--colour', 'red'], /'--colour'.*[^]*handlr help/],
    ['without a key', ['site', 'add', '--origin', 'https://a.example'], /Write: npx handlr site add/],
    ['that is not there', ['site', 'snippet', 'nowhere'], /no site "nowhere"/],
    ['at no address', ['site', 'check', 'nowhere'], /Write: npx handlr site check/],
    ['whose consent is asked for', ['site', 'consent', 'nowhere'], /no site "nowhere"/],
    ['that is exported', ['site', 'export', 'nowhere'], /no site "nowhere"/],
    ['for an agent', ['agent', 'add', 'bo@wren.example', '--site', 'nowhere'], /no site "nowhere"/],
  ])('%s is refused in one sentence', async (_what, args, says) => {
    const { code, line, note } = await handlr(...args);
    expect(code).toBe(1);
    expect(line).toBe('');
    expect(note).toMatch(says);
    expect(note).not.toMatch(/\bat .*:\d+:\d+/);
  });

  test('is not added twice', async () => {
    await handlr('site', 'add', ...shop);
    expect(await handlr('site', 'add', ...shop)).toMatchObject({
      code: 1,
      note: 'There is a site "wren-shop" already.',
    });
  });
});

describe('an agent', () => {
  test('is invited by a link of which only the hash is kept', async () => {
    await handlr('site', 'add', ...shop);
    const { code, line } = await handlr('agent', 'add', 'Bo@Wren.example', '--name', 'Bo', '--site', 'wren-shop');
    expect(code).toBe(0);
    const [, token = ''] = /^https:\/\/chat\.example\/console\/#set-up=([\w-]{43})$/.exec(line) ?? [];
    const { invitation, site } = await readStore(async (store) => ({
      invitation: await store.findInvitation(hashSecret(token), Date.now()),
      site: await store.findSite('wren-shop'),
    }));
    expect(invitation).toMatchObject({ email: 'bo@wren.example', name: 'Bo', role: 'agent', siteId: site?.siteId });
  });

  test.each([
    ['not-an-address', [], /not an e-mail address/],
    ['bo@wren.example', ['--role', 'king'], /Roles are: owner, /],
  ])('%s %j is refused', async (email, more, says) => {
    const { code, note } = await handlr('agent', 'add', email, ...more);
    expect([code, note]).toEqual([1, expect.stringMatching(says)]);
  });
});

describe('help', () => {
  test.each([[[]], [['help']], [['--help']], [['site', 'add', '--help']]])('%j names every command', async (args) => {
    const { code, line } = await handlr(...args);
    expect(code).toBe(0);
    const commands = ['start', 'site add', 'site list', 'site snippet', 'site check', 'site consent', 'site export'];
    for (const command of [...commands, 'agent add', 'doctor']) expect(line).toContain(`handlr ${command}`);
  });

  test('comes with an unknown command, as a failure', async () => {
    expect(await handlr('sell')).toMatchObject({ code: 1, line: '', note: expect.stringContaining('no such command') });
  });
});
