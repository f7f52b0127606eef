import { expect, test, vi } from 'vitest';
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
