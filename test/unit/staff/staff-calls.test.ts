import { stretchFloor } from '@handlr/vault';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { invite, inviteFirstOwner } from '../../../packages/gateway/src/staff/index.ts';
import { createTestHttp, publicUrl, type TestHttp } from '../http/create-test-http.ts';

const day = 24 * 60 * 60 * 1000;
const authKey = 'k'.repeat(43);
const wrongKey = 'w'.repeat(43);
const email = 'Ada@Handlr.example';

let http: TestHttp;
beforeEach(async () => {
  http = await createTestHttp();
});
afterEach(() => http.close());

const ownerToken = async (): Promise<string> =>
  String(await inviteFirstOwner(http, publicUrl)).replace(`${publicUrl}/console/#set-up=`, '');

async function accept(token: string, given: Record<string, unknown> = {}) {
  const { body } = await http.call('invitation/show', { token });
  const stretch = body.value?.stretch ?? { ...stretchFloor, salt: 's'.repeat(22) };
  return http.call('invitation/accept', { token, name: 'Ada', email, stretch, authKey, ...given });
}

const cookieOf = (headers: { 'set-cookie'?: string | string[] | undefined }): string =>
  String(headers['set-cookie']).split(';')[0] ?? '';

const refused = (code: string) => ({ ok: false, error: { code } });

describe('an invitation', () => {
  test('makes the first owner, once, and signs in', async () => {
    const token = await ownerToken();
    const shown = await http.call('invitation/show', { token });
    expect(shown.body.value).toMatchObject({ email: '', name: '', role: 'owner', stretch: stretchFloor });
    const accepted = await accept(token);
    expect(accepted.body).toMatchObject({
      ok: true,
      value: { name: 'Ada', email: 'ada@handlr.example', memberships: [{ siteId: null, role: 'owner' }] },
    });
    const session = await http.call('session/show', {}, { cookie: cookieOf(accepted.headers) });
    expect(session.body).toEqual(accepted.body);
    expect((await accept(token)).body).toEqual(refused('not-found'));
  });

  test('every other first owner’s link ends with the first that is used', async () => {
    const [first, second] = [await ownerToken(), await ownerToken()];
    await accept(first);
    expect((await http.call('invitation/show', { token: second })).body).toEqual(refused('not-found'));
    expect((await accept(second, { email: 'eve@handlr.example' })).body).toEqual(refused('not-found'));
    expect(await inviteFirstOwner(http, publicUrl)).toBeNull();
  });

  test('is for seven days', async () => {
    const token = await ownerToken();
    http.clock.now += 7 * day + 1;
    expect((await accept(token)).body).toEqual(refused('not-found'));
  });

  test('is for the address that was invited', async () => {
    await accept(await ownerToken());
    const token = await invite(http, { role: 'agent', siteId: 's'.repeat(22), email: 'Bo@handlr.example', name: 'Bo' });
    expect((await accept(token, { email: 'eve@handlr.example' })).body).toEqual(refused('invalid'));
    expect((await accept(token, { email: 'bo@Handlr.example' })).body.value.memberships).toEqual([
      { siteId: 's'.repeat(22), role: 'agent' },
    ]);
  });

  test('makes no second account of one address', async () => {
    await accept(await ownerToken());
    const token = await invite(http, { role: 'agent', siteId: null, email, name: '' });
    expect((await accept(token)).body).toEqual(refused('conflict'));
  });

  test('takes no weaker stretch than it offered', async () => {
    const stretch = { ...stretchFloor, salt: 's'.repeat(22), memoryKib: 8 };
    expect((await accept(await ownerToken(), { stretch })).body).toEqual(refused('invalid'));
  });

  test('is kept only as a hash', async () => {
    const token = await ownerToken();
    expect(await http.store.findInvitation(token, http.clock.now)).toBeNull();
  });
});

describe('signing in', () => {
  test('works with the key, and only with it', async () => {
    const account = (await accept(await ownerToken())).body;
    expect((await http.call('sign-in/finish', { email, authKey: wrongKey })).body).toEqual(refused('forbidden'));
    expect((await http.call('sign-in/finish', { email: 'no@one.example', authKey })).body).toEqual(
      refused('forbidden'),
    );
    const signedIn = await http.call('sign-in/finish', { email: email.toUpperCase(), authKey });
    expect(signedIn.body).toEqual(account);
    expect(await http.readAgent(cookieOf(signedIn.headers))).toEqual(account.value);
  });

  test('an account that does not exist answers as one that does, always the same', async () => {
    const accepted = await accept(await ownerToken());
    const real = (await http.call('sign-in/begin', { email })).body;
    const unknown = (await http.call('sign-in/begin', { email: 'no@one.example' })).body;
    expect(Object.keys(unknown.value)).toEqual(Object.keys(real.value));
    expect(unknown.value).toEqual({ ...real.value, salt: unknown.value.salt });
    expect(unknown.value.salt).toMatch(/^[\w-]{22}$/);
    expect((await http.call('sign-in/begin', { email: ' No@One.example '.trim() })).body).toEqual(unknown);
    expect((await http.call('sign-in/begin', { email: 'no@two.example' })).body).not.toEqual(unknown);
    expect(accepted.status).toBe(200);
  });

  test('is refused after six wrong keys, for a while, to that network alone', async () => {
    await accept(await ownerToken());
    const attempt = (key: string, from: string) =>
      http.call('sign-in/finish', { email, authKey: key }, { 'x-forwarded-for': from });
    for (let tries = 0; tries < 6; tries += 1)
      expect((await attempt(wrongKey, 'a')).body).toEqual(refused('forbidden'));
    const { body } = await attempt(authKey, 'a');
    expect(body).toMatchObject(refused('too-many'));
    expect(body.error.retryAfterMs).toBeGreaterThan(0);
    expect((await attempt(authKey, 'b')).body.ok).toBe(true);
  });

  test('right keys do not add up', async () => {
    await accept(await ownerToken());
    for (let tries = 0; tries < 8; tries += 1) {
      expect((await http.call('sign-in/finish', { email, authKey })).body.ok).toBe(true);
    }
  });

  test('a flood of calls is refused with 429', async () => {
    for (let calls = 0; calls < 120; calls += 1) await http.call('session/show', {});
    const flooded = await http.call('session/show', {});
    expect(flooded.status).toBe(429);
    expect(flooded.body.error.code).toBe('too-many');
  });
});

describe('a session', () => {
  test('has a cookie that no script, other site or other host reads', async () => {
    const { headers } = await accept(await ownerToken());
    expect(headers['set-cookie']).toMatch(
      /^__Host-handlr-session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
    expect(headers['cache-control']).toBe('no-store');
  });

  test('over plain http the cookie has the name that browsers take there', async () => {
    const plain = await createTestHttp({ url: 'http://localhost:8787' });
    const link = String(await inviteFirstOwner(plain, 'http://localhost:8787'));
    const stretch = { ...stretchFloor, salt: 's'.repeat(22) };
    const token = link.slice(-43);
    const { headers } = await plain.call('invitation/accept', { token, name: 'Ada', email, stretch, authKey });
    expect(headers['set-cookie']).toMatch(/^handlr-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    await plain.close();
  });

  test('ends when asked, and its sockets are told', async () => {
    const { headers } = await accept(await ownerToken());
    const cookie = cookieOf(headers);
    const [current] = (await http.call('session/list', {}, { cookie })).body.value.sessions;
    const ended = await http.call('session/end', {}, { cookie });
    expect(ended.body).toEqual({ ok: true, value: null });
    expect(ended.headers['set-cookie']).toMatch(/^__Host-handlr-session=; .*Max-Age=0|Expires=Thu, 01 Jan 1970/);
    expect(http.ended).toEqual([current.sessionId]);
    expect((await http.call('session/show', {}, { cookie })).body).toEqual(refused('forbidden'));
    await http.call('session/end', {}, { cookie });
    expect(http.ended).toHaveLength(1);
  });

  test('ends after twelve hours without use', async () => {
    const cookie = cookieOf((await accept(await ownerToken())).headers);
    http.clock.now += day / 2 - 1;
    expect(await http.readAgent(cookie)).not.toBeNull();
    http.clock.now += day / 2 - 1;
    expect(await http.readAgent(cookie)).not.toBeNull();
    http.clock.now += day / 2;
    expect(await http.readAgent(cookie)).toBeNull();
  });

  test('ends after seven days, however much it is used', async () => {
    const cookie = cookieOf((await accept(await ownerToken())).headers);
    for (let hours = 0; hours < 7 * 24; hours += 8) {
      expect(await http.readAgent(cookie)).not.toBeNull();
      http.clock.now += day / 3;
    }
    expect(await http.readAgent(cookie)).toBeNull();
  });

  test.each([undefined, '', 'handlr-session=', '__Host-handlr-session=short', `other=${'t'.repeat(43)}`])(
    'is nobody’s with %j',
    async (cookie) => {
      expect(await http.readAgent(cookie)).toBeNull();
    },
  );
});

test('a call of another form is invalid', async () => {
  for (const payload of [null, 1, [], { email, authKey, role: 'owner' }, { email: 'x', authKey }, { email }]) {
    const { status, body } = await http.call('sign-in/finish', payload);
    expect([status, body]).toEqual([400, refused('invalid')]);
  }
});
