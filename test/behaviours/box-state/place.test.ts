import * as core from '@handlr/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { invariants, play, start, stories } from './invariants.ts';

test.each(Object.entries(invariants))('%s, in 1,000 sequences', (_name, holds) => {
  fc.assert(
    fc.property(stories, (story) => holds(play(core, story), core)),
    { numRuns: 1_000 },
  );
});

const screen = { widthPx: 1440, heightPx: 900 };

test('BOX4 a phone that is turned and turned back leaves the box where it was', () => {
  const moved = core.moveBox(start, { inlinePx: -700, blockPx: -100 }, screen);
  const before = core.fitBox(moved, screen);
  const narrow = core.fitBox(moved, { widthPx: 600, heightPx: 500 });
  expect([narrow.widthPx, narrow.heightPx]).toEqual([304, 440]);
  expect(core.fitBox(moved, screen)).toEqual(before);
});

test('BOX6 a box that is dropped where nothing is near stays where it was dropped', () => {
  const moved = core.moveBox(start, { inlinePx: -300, blockPx: 0 }, screen);
  expect(core.settleBox(moved)).toBe(moved);
  const near = core.moveBox(start, { inlinePx: -20, blockPx: -20 }, screen);
  expect(core.settleBox(near)).toEqual({ ...start });
});
