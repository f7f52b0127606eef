import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLog, type Log, type LogOptions } from '../../../packages/gateway/src/log/index.ts';

const character = fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code));

function createTestLog(level: LogOptions['level'] = 'debug'): { readonly log: Log; readonly lines: string[] } {
  const lines: string[] = [];
  return { log: createLog({ level, destination: { write: (line) => void lines.push(line) } }), lines };
}

test('an event is one line of JSON: level, time, name and its fields, nothing else', () => {
  const { log, lines } = createTestLog();
  log.event('connection-admitted', { namespace: '/visitor', siteId: 'shop', country: null, transport: 'websocket' });
  const { time, ...rest } = JSON.parse(lines[0] ?? '');
  expect(lines).toHaveLength(1);
  expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  expect(rest).toEqual({
    level: 'info',
    message: 'connection-admitted',
    namespace: '/visitor',
    siteId: 'shop',
    country: null,
    transport: 'websocket',
  });
});

test('fields that the event does not list are dropped, and so is what is not a plain value', () => {
  const { log, lines } = createTestLog();
  const answered = { method: 'GET', route: '/x', status: 200, durationMs: 3, url: '/x?canary', ip: 'canary' };
  log.event('http-request', answered);
  // What a caller without types could do.
  Reflect.apply(log.event, undefined, ['gateway-stopped', { siteId: 'canary' }]);
  for (const outcome of [{ email: 'canary' }, ['canary'], () => 'canary', Symbol('canary')]) {
    Reflect.apply(log.event, undefined, ['event-refused', { code: outcome }]);
  }
  expect(lines).toHaveLength(6);
  expect(lines.join('')).not.toContain('canary');
  expect(lines[0]).toContain('"status":200');
  expect(() => Reflect.apply(log.event, undefined, ['canary', {}])).toThrow(TypeError);
});

test('levels below the set one are silent', () => {
  const { log, lines } = createTestLog('warn');
  log.event('gateway-started', { port: 1 });
  log.event('connection-admitted', { siteId: 'shop' });
  log.event('event-refused', { event: 'chat:open', code: 'invalid' });
  log.error('event-failed', new Error('x'), { event: 'chat:open' });
  expect(lines.map((line) => JSON.parse(line).level)).toEqual(['warn', 'error']);
});

test('whatever is in a value, the log stays one line of plain characters', () => {
  const { log, lines } = createTestLog();
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: character }),
        fc.constant('a\nb\r\u001b[2J\u0085\u009b\u2028\u2029\u202e\u200f{"level":"error"}\ud800'),
      ),
      (text) => {
        lines.length = 0;
        log.event('event-refused', { namespace: '/visitor', event: text, code: 'invalid' });
        expect(lines).toHaveLength(1);
        expect(lines[0]?.slice(0, -1)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
        expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'warn', message: 'event-refused' });
      },
    ),
    { seed: 20261123 },
  );
  log.event('event-refused', { event: 'a\nb' });
  expect(lines.at(-1)).toContain(String.raw`a\\u{a}b`);
});

test('values are bounded', () => {
  const { log, lines } = createTestLog();
  log.event('event-refused', { code: 'x'.repeat(100_000) });
  expect(lines[0]?.length).toBeLessThan(400);
});

describe('an error', () => {
  const described = (error: unknown) => {
    const { log, lines } = createTestLog();
    log.error('request-failed', error);
    return { text: lines.join(''), error: JSON.parse(lines[0] ?? '').error };
  };

  test('is its name, its code and where it came from', () => {
    const { error, text } = described(
      Object.assign(new RangeError('canary'), { code: 'ERR_SOMETHING', path: '/canary' }),
    );
    expect(error).toMatchObject({ name: 'RangeError', code: 'ERR_SOMETHING' });
    expect(error.frames[0]).toMatch(/create-log\.test\.ts:\d+:\d+$/);
    expect(text).not.toContain('canary');
    expect(text).not.toContain(process.cwd());
  });

  test('without a message has frames too, named from the package on', () => {
    const stack = 'TypeError\n    at run (file:///srv/jane/packages/gateway/src/main.ts:12:3)\n    at node:net:1:2';
    const { frames } = described(Object.assign(new TypeError(), { stack })).error;
    expect(frames).toEqual(['run packages/gateway/src/main.ts:12:3', 'net:1:2']);
  });

  test('may have SQLite’s own number', () => {
    expect(described(Object.assign(new Error(''), { code: 'ERR_SQLITE_ERROR', errcode: 2067 })).error.code).toBe(
      '2067',
    );
  });

  test.each([
    'canary',
    'line\n    at canary (/canary.ts:1:1)',
    'canary\n    at canary (node:canary:1:1)\n    at file:///canary.ts:1:1\n',
    '',
  ])('never says its message %j', (message) => {
    expect(described(new Error(message)).text).not.toContain('canary');
    for (const later of ['something else', '']) {
      const changed = new Error(message);
      // The stack is written when it is first read.
      expect(changed.stack).toContain(message);
      changed.message = later;
      expect(described(changed).text).not.toContain('canary');
    }
    const wrapped = new Error('outside', { cause: new Error(message) });
    expect(described(wrapped).text).not.toContain('canary');
    expect(described(new AggregateError([new Error(message)], message)).text).not.toContain('canary');
  });

  test.each([
    Object.assign(new Error(''), { name: 'jane canary' }),
    Object.assign(new Error(''), { code: 'canary@example.com' }),
    Object.assign(new Error(''), { code: { canary: 1 } }),
    Object.assign(new Error(''), { stack: 'canary' }),
    Object.assign(new Error(''), { stack: { canary: 1 } }),
    'canary',
    { message: 'canary' },
    undefined,
  ])('may be anything: %#', (thrown) => {
    expect(described(thrown).text).not.toContain('canary');
  });
});
