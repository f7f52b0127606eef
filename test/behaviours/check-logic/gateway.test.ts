import { may } from '@handlr/core';
import { roles } from '@handlr/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createStaffPresence } from '../../../packages/gateway/src/check-logic/staff-presence.ts';
import { createSiteChecks, offerChecks } from '../../../packages/gateway/src/check-logic/site-checks.ts';
import { shopChecks } from '../../../examples/client-site/shop-checks.ts';
import { addSite } from '../../../packages/gateway/src/site/index.ts';
import { createTestAgent, createTestServices } from '../../support/services.ts';
import { createTestClock } from '../../support/clock.ts';
import { createTestRandom as createRandom } from '../../support/random.ts';
import { createTestHttp, type TestHttp } from '../../unit/http/create-test-http.ts';

let http: TestHttp;
let siteId: string;
const origin = 'https://wren.example';
const whole = {
  opening: { zone: 'Europe/London', week: { mon: [{ from: '09:00', to: '17:00' }] } },
  checks: [{ id: 'a', name: 'A', on: true, when: { is: 'exit-intent' }, then: [{ do: 'open' }], scope: 'page' }],
};

beforeEach(async () => {
  http = await createTestHttp();
  ({ siteId } = await addSite(http, { siteKey: 'wren-shop', name: 'Wren', origins: [origin] }));
});
afterEach(() => http.close());

const keeper = () => createSiteChecks(http);
const agent = () => createTestAgent(createTestServices(http.store, createTestClock(), createRandom(7)).services);
const get = (name: string, headers: Record<string, string> = {}) =>
  http.app.inject({ method: 'GET', url: `/sites/wren-shop/${name}`, headers });

test('CHK22 what has a fault is not saved, and what was there before stays', async () => {
  const ask = agent();
  expect(await ask('checks:save', { siteId, revision: 0, checks: whole })).toMatchObject({
    value: { revision: 1, faults: [] },
  });
  const bad = { ...whole, checks: [...whole.checks, { id: 'b' }] };
  const refused = await ask('checks:save', { siteId, revision: 1, checks: bad });
  expect(refused).toMatchObject({ ok: true, value: { revision: 1 } });
  expect(JSON.stringify(refused)).toContain('$.checks[1].when');
  expect(await ask('checks:show', { siteId })).toEqual({ ok: true, value: { revision: 1, checks: whole } });
});

test('CHK29 offered checks are a beginning: what was saved stands, also where nothing was', async () => {
  await offerChecks(http, 'wren-shop', shopChecks);
  expect(await keeper().read(siteId)).toEqual({ revision: 1, checks: shopChecks });
  await keeper().save(siteId, 1, { checks: [] });
  await offerChecks(http, 'wren-shop', shopChecks);
  expect(await keeper().read(siteId)).toEqual({ revision: 2, checks: { checks: [] } });
});

test('CHK29 offered checks with a fault are not saved, and it is said where it is', async () => {
  const [check] = shopChecks.checks;
  const faulty = { checks: check === undefined ? [] : [check, check] };
  await expect(offerChecks(http, 'wren-shop', faulty)).rejects.toThrow('$.checks[1]');
  expect((await keeper().read(siteId)).revision).toBe(0);
});

test('CHK22 what is in the database and no longer as it must be is not run', async () => {
  await keeper().save(siteId, 0, whole);
  const row = await http.store.findChecks(siteId);
  const store = {
    ...http.store,
    findChecks: async () => (row === null ? null : { ...row, checks: '{"checks":[{}]}' }),
  };
  expect(await createSiteChecks({ store, clock: http.clock }).read(siteId)).toEqual({
    revision: 1,
    checks: { checks: [] },
  });
});

test('CHK23 of two who edit at once, the second is told and overwrites nothing', async () => {
  expect(await keeper().save(siteId, 0, whole)).toEqual({ outcome: 'saved', revision: 1 });
  expect(await keeper().save(siteId, 0, { checks: [] })).toEqual({ outcome: 'conflict' });
  const both = await Promise.all([keeper().save(siteId, 1, { checks: [] }), keeper().save(siteId, 1, whole)]);
  expect(both.map(({ outcome }) => outcome).toSorted()).toEqual(['conflict', 'saved']);
  expect((await keeper().read(siteId)).revision).toBe(2);
});

test('CHK24 owners, admins and supervisors edit; others do not; another site is not there', async () => {
  const allowed = roles.filter((role) => may([{ siteId, role }], siteId, 'check:edit'));
  expect(allowed).toEqual(['owner', 'admin', 'supervisor']);
  const { services } = createTestServices(http.store, createTestClock(), createRandom(7));
  const ask = createTestAgent(services);
  expect(await ask('checks:show', { siteId: 'X'.repeat(22) })).toMatchObject({ error: { code: 'not-found' } });
  expect(await ask('checks:save', { siteId: 'X'.repeat(22), revision: 0, checks: whole })).toMatchObject({
    error: { code: 'not-found' },
  });
  expect(await ask('checks:sites', {})).toMatchObject({ value: [{ siteId, siteKey: 'wren-shop' }] });
});

test('CHK25 checks are the same bytes for everyone, and cached', async () => {
  await keeper().save(siteId, 0, whole);
  const first = await get('checks.json', { origin });
  const second = await get('checks.json', { origin, cookie: 'handlr=1', 'user-agent': 'Other' });
  expect([first.statusCode, second.body]).toEqual([200, first.body]);
  expect(second.headers.etag).toBe(first.headers.etag);
  expect(first.headers['cache-control']).toMatch(/^public, max-age=300/);
  expect(first.headers.vary).toBe('Accept-Encoding, Origin');
  expect(first.headers['set-cookie']).toBeUndefined();
  expect(first.json()).toEqual({
    opening: whole.opening,
    checks: [{ id: 'a', when: { is: 'exit-intent' }, then: [{ do: 'open' }], scope: 'page' }],
  });
  const etag = String(first.headers.etag);
  expect((await get('checks.json', { origin, 'if-none-match': etag })).statusCode).toBe(304);
});

test.each(['checks.json', 'availability.json'])('CHK25 pages of other sites cannot read %s', async (name) => {
  expect((await get(name, { origin })).headers['access-control-allow-origin']).toBe(origin);
  const foreign = await get(name, { origin: 'https://thief.example' });
  expect(foreign.headers['access-control-allow-origin']).toBeUndefined();
  expect((await http.app.inject({ url: `/sites/none/${name}`, headers: { origin } })).statusCode).toBe(404);
});

test('CHK25 the loader says which checks there are, and nothing where there are none', async () => {
  expect((await get('loader.js')).body).not.toContain('"checks"');
  await keeper().save(siteId, 0, whole);
  expect((await get('loader.js')).body).toContain('"checks":1}');
});

test('CHK26 availability is yes or no and when the site opens', async () => {
  await keeper().save(siteId, 0, whole);
  http.clock.now = Date.parse('2026-11-29T12:00Z');
  const closed = await get('availability.json', { origin });
  expect(closed.json()).toEqual({ available: false, opensAt: Date.parse('2026-11-30T09:00Z') });
  expect(closed.headers['cache-control']).toBe('public, max-age=30');
  http.clock.now = Date.parse('2026-11-30T12:00Z');
  expect((await get('availability.json')).json()).toEqual({ available: false, opensAt: null });
});

test('CHK26 somebody is there who may answer on that site, and whose socket is open', () => {
  const presence = createStaffPresence();
  const [supervisor, client, gone] = [{}, {}, {}];
  const person = { kind: 'agent', agentId: 'a', name: 'A' } as const;
  presence.note(supervisor, { ...person, memberships: [{ siteId: 'one', role: 'agent' }] });
  presence.note(client, { ...person, memberships: [{ siteId: null, role: 'client' }] });
  presence.note(gone, { ...person, memberships: [{ siteId: null, role: 'owner' }] });
  expect(presence.isAnswered('one', [supervisor, client])).toBe(true);
  expect(presence.isAnswered('two', [supervisor, client])).toBe(false);
  expect(presence.isAnswered('one', [client])).toBe(false);
});
