import { describe, expect, test, vi } from 'vitest';
import { createCommandQueue } from '../../../packages/sdk/src/loader/command-queue.ts';

test('holds what the page asks, and does it in order once there is somebody', () => {
  const wanted = vi.fn();
  const { handlr, runBy } = createCommandQueue(wanted);
  const done: unknown[] = [];
  handlr('set', { name: 'Ada' });
  handlr('minimise');
  expect(wanted).not.toHaveBeenCalled();
  handlr('open');
  expect(wanted).toHaveBeenCalledOnce();
  runBy({
    set: (fields: unknown) => done.push(fields),
    minimise: () => done.push('minimise'),
    open: () => done.push('open'),
  });
  expect(done).toEqual([{ name: 'Ada' }, 'minimise', 'open']);
  handlr('open');
  expect(done).toHaveLength(4);
  expect(wanted).toHaveBeenCalledOnce();
});

test('methods and commands are the same, and answer what is done', () => {
  const { handlr, runBy } = createCommandQueue(() => {});
  const send = vi.fn((text: string) => text.length > 0);
  runBy({ send });
  expect(handlr('send', 'Hello')).toBe(true);
  expect(Reflect.get(handlr, 'send')('')).toBe(false);
  expect(send.mock.calls).toEqual([['Hello'], ['']]);
});

test('`on` gives its undo before there is anything to listen to', () => {
  const { handlr, runBy } = createCommandQueue(() => {});
  const listener = vi.fn();
  const undo = handlr('on', 'message:received', listener);
  if (typeof undo === 'function') undo();
  const asked: unknown[] = [];
  runBy({
    on: (...values: unknown[]) => asked.push(['on', ...values]),
    off: (...values: unknown[]) => asked.push(['off', ...values]),
  });
  expect(asked).toEqual([
    ['on', 'message:received', listener],
    ['off', 'message:received', listener],
  ]);
});

test('a command that does not exist is nothing', () => {
  const { handlr, runBy } = createCommandQueue(() => {});
  runBy({ open: () => {} });
  expect(handlr('nonsense')).toBeUndefined();
});

describe('consent', () => {
  const answers = { 'consent.get': async () => ({ history: true }), 'consent.set': () => {}, open: () => {} };

  test('`get`, `explain` and `debug` answer promises, also before there is somebody, and want somebody', async () => {
    const wanted = vi.fn();
    const { handlr, runBy } = createCommandQueue(wanted);
    const early = [handlr('consent.get'), handlr.consent['get']?.()];
    expect(wanted.mock.calls).toEqual([[false], [false]]);
    runBy(answers);
    expect(await Promise.all([...early, handlr.consent['get']?.()])).toEqual(Array(3).fill({ history: true }));
  });

  test('`set` returns nothing; what grants wants somebody, what only denies waits for them', () => {
    const wanted = vi.fn();
    const { handlr, runBy } = createCommandQueue(wanted);
    expect(handlr.consent['set']?.({ history: 'denied' })).toBeFalsy();
    expect(wanted).not.toHaveBeenCalled();
    handlr('consent.set', { history: 'granted' }, 'tcf');
    expect(wanted).toHaveBeenCalledOnce();
    const set = vi.fn();
    runBy({ ...answers, 'consent.set': set });
    expect(set.mock.calls).toEqual([[{ history: 'denied' }], [{ history: 'granted' }, 'tcf']]);
  });

  test('`on` returns its undo at once and wants nobody', () => {
    const wanted = vi.fn();
    const { handlr, runBy } = createCommandQueue(wanted);
    const listener = vi.fn();
    const undo = handlr.consent['on']?.('change', listener);
    if (typeof undo === 'function') undo();
    const asked: unknown[] = [];
    runBy({
      'consent.on': (...values: unknown[]) => asked.push(['on', ...values]),
      'consent.off': (...values: unknown[]) => asked.push(['off', ...values]),
    });
    expect(asked).toEqual([
      ['on', 'change', listener],
      ['off', 'change', listener],
    ]);
    expect(wanted).not.toHaveBeenCalled();
  });

  test('only what the visitor asked for counts as their act', () => {
    const wanted = vi.fn();
    const { handlr } = createCommandQueue(wanted);
    handlr('consent.set', { history: 'granted' });
    handlr('send', 'The word "granted"');
    expect(wanted.mock.calls).toEqual([[false], [true]]);
  });
});
