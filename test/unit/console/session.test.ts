import { type AgentProfile, refusal, type Result, type StretchParameters, success } from '@handlr/protocol';
import { describe, expect, test } from 'vitest';
import type { StretchOutcome } from '../../../packages/console/src/password/stretcher.ts';
import { createKeyring } from '../../../packages/console/src/session/keyring.ts';
import { createSession } from '../../../packages/console/src/session/session.ts';
import type { Transport } from '../../../packages/console/src/transport/transport.ts';

const profile: AgentProfile = { agentId: 'me', name: 'Maya', email: 'maya@handlr.example', memberships: [] };
const parameters: StretchParameters = {
  algorithm: 'argon2id',
  memoryKib: 65_536,
  passes: 3,
  parallelism: 1,
  salt: 's'.repeat(22),
};
const stretched: StretchOutcome = {
  ok: true,
  parameters,
  authKey: new Uint8Array(32).fill(1),
  wrappingKey: new Uint8Array(32).fill(2),
};
const wrappingKeyText = Buffer.alloc(32, 2).toString('base64url');

function createTestSession(answers: Record<string, Result<unknown>>, outcome: StretchOutcome = stretched) {
  const sent: { name: string; payload: unknown }[] = [];
  const call: Transport['call'] = (name, payload) => {
    sent.push({ name, payload });
    const answer: Result<never> = JSON.parse(JSON.stringify(answers[name] ?? refusal('unavailable')));
    return Promise.resolve(answer);
  };
  const keyring = createKeyring();
  const stretcher = { begin: () => Promise.resolve(outcome), repeat: () => Promise.resolve(outcome) };
  return { session: createSession({ call, stretcher, keyring }), keyring, sent };
}

const goodSignIn = { 'sign-in/begin': success(parameters), 'sign-in/finish': success(profile) };

describe('signing in', () => {
  test('sends the auth key, and never the password or the wrapping key', async () => {
    const { session, keyring, sent } = createTestSession(goodSignIn);
    expect(await session.signIn('maya@handlr.example', 'correct horse battery')).toBe('done');
    expect(session.state.value).toEqual({ phase: 'signed-in', profile });
    expect(keyring.wrappingKey()).toEqual(new Uint8Array(32).fill(2));
    const wire = JSON.stringify(sent);
    expect(wire).toContain(Buffer.alloc(32, 1).toString('base64url'));
    expect(wire).not.toContain('correct horse');
    expect(wire).not.toContain(wrappingKeyText);
  });

  test('sends nothing more when the gateway asks for a weak stretch', async () => {
    const { session, sent } = createTestSession(goodSignIn, { ok: false, reason: 'refused' });
    expect(await session.signIn('maya@handlr.example', 'correct horse battery')).toBe('weak');
    expect(sent.map(({ name }) => name)).toEqual(['sign-in/begin']);
  });

  test.each([
    ['forbidden', 'wrong'],
    ['invalid', 'invalid'],
    ['too-many', 'too-many'],
    ['unavailable', 'unavailable'],
  ] as const)('tells %s as %s, and holds no key', async (code, outcome) => {
    const { session, keyring } = createTestSession({ ...goodSignIn, 'sign-in/finish': refusal(code) });
    expect(await session.signIn('maya@handlr.example', 'correct horse battery')).toBe(outcome);
    expect(keyring.wrappingKey()).toBeNull();
  });
});

describe('a session', () => {
  test('begins where the gateway says', async () => {
    const { session } = createTestSession({ 'session/show': success(profile) });
    await session.start(null);
    expect(session.state.value.phase).toBe('signed-in');
    const { session: other } = createTestSession({ 'session/show': refusal('forbidden') });
    await other.start(null);
    expect(other.state.value).toEqual({ phase: 'signed-out', ended: 'here' });
    const { session: offline } = createTestSession({});
    await offline.start(null);
    expect(offline.state.value.phase).toBe('unreachable');
  });

  test('ends with its key wiped', async () => {
    const { session, keyring } = createTestSession({ ...goodSignIn, 'session/end': success(null) });
    await session.signIn('maya@handlr.example', 'correct horse battery');
    const key = keyring.wrappingKey();
    expect(await session.signOut()).toBe(true);
    expect(keyring.wrappingKey()).toBeNull();
    expect(key).toEqual(new Uint8Array(32));
    expect(session.state.value).toEqual({ phase: 'signed-out', ended: 'here' });
  });

  test('does not pretend to have ended when the gateway was not told', async () => {
    const { session } = createTestSession(goodSignIn);
    await session.signIn('maya@handlr.example', 'correct horse battery');
    expect(await session.signOut()).toBe(false);
    expect(session.state.value.phase).toBe('signed-in');
  });
});

describe('a set-up link', () => {
  const account = { name: 'Maya', email: 'maya@handlr.example', password: 'correct horse battery' };

  test('makes the account with the browser’s own salt', async () => {
    const { session, sent } = createTestSession({ 'invitation/accept': success(profile) });
    expect(await session.acceptInvitation('token', account)).toBe('done');
    expect(sent).toEqual([
      {
        name: 'invitation/accept',
        payload: {
          token: 'token',
          name: 'Maya',
          email: 'maya@handlr.example',
          stretch: parameters,
          authKey: Buffer.alloc(32, 1).toString('base64url'),
        },
      },
    ]);
  });

  test('is told to be over, or its e-mail to be taken', async () => {
    const gone = createTestSession({ 'invitation/accept': refusal('not-found') });
    expect(await gone.session.acceptInvitation('token', account)).toBe('gone');
    const taken = createTestSession({ 'invitation/accept': refusal('conflict') });
    expect(await taken.session.acceptInvitation('token', account)).toBe('taken');
  });
});
