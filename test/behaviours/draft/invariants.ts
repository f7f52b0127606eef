import type * as core from '@handlr/core';
import type { Draft, DraftEffect, DraftEvent } from '@handlr/core';
import fc from 'fast-check';

export type DraftCore = Pick<typeof core, 'createDraftState' | 'stepDraft'>;

/** What a visitor does with the composer and the page. */
export type Deed =
  | { readonly do: 'type'; readonly draft: Draft }
  | { readonly do: 'clear' }
  | { readonly do: 'leave' }
  | { readonly do: 'wait'; readonly ms: number };

const texts = ['', ' ', '\n', 'a', 'ab', 'Is the blue one', 'Is the blue one dishwasher-safe? ☕'];
const draft: fc.Arbitrary<Draft> = fc.record({
  text: fc.constantFrom(...texts),
  caret: fc.nat(3),
  topic: fc.constantFrom('', ' ', 'Delivery'),
  kind: fc.constantFrom('chat', 'offline', 'call-back'),
});
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 6, arbitrary: draft.map((typed): Deed => ({ do: 'type', draft: typed })) },
  { weight: 1, arbitrary: fc.constant<Deed>({ do: 'clear' }) },
  { weight: 1, arbitrary: fc.constant<Deed>({ do: 'leave' }) },
  { weight: 5, arbitrary: fc.constantFrom(1, 100, 299, 300, 301, 1_000).map((ms): Deed => ({ do: 'wait', ms })) },
);
export const deeds = fc.array(deed, { maxLength: 30 });

export const nothing: Draft = { text: '', caret: 0, topic: '', kind: 'chat' };
const isBlank = ({ text, topic }: Draft): boolean => (text + topic).trim() === '';
const isSame = (one: Draft | null, other: Draft | null): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Something that the machine asked for, and what was so at that moment. */
type Moment = {
  readonly atMs: number;
  readonly effect: DraftEffect | null;
  readonly because: 'type' | 'clear' | 'leave' | 'timer';
  readonly typed: Draft;
  readonly deviceBefore: Draft | null;
  readonly device: Draft | null;
  /** Since when the device has not had what was typed. */
  readonly staleSinceMs: number | null;
};

/** Plays the deeds with timers that fire when they are due, and a device that does what it is told. */
export function play({ createDraftState, stepDraft }: DraftCore, done: readonly Deed[]): Moment[] {
  const moments: Moment[] = [];
  let state = createDraftState(null);
  let nowMs = 0;
  let typed = nothing;
  let device: Draft | null = null;
  let staleSinceMs: number | null = null;
  let timers: number[] = [];

  for (const each of done) {
    if (each.do === 'wait') pass(each.ms);
    else if (each.do === 'leave') report({ type: 'left' }, 'leave');
    else {
      typed = each.do === 'type' ? each.draft : nothing;
      report({ type: 'typed', draft: typed }, each.do);
    }
  }
  pass(2_000);
  return moments;

  function pass(ms: number): void {
    const untilMs = nowMs + ms;
    for (let count = 0; count < 1_000; count += 1) {
      const dueAtMs = Math.min(...timers.filter((at) => at <= untilMs));
      if (dueAtMs === Infinity) break;
      timers = timers.toSpliced(timers.indexOf(dueAtMs), 1);
      nowMs = dueAtMs;
      report({ type: 'woke' }, 'timer');
    }
    nowMs = untilMs;
    note(null, 'timer', device);
  }

  function report(event: DraftEvent, because: Moment['because']): void {
    const [next, effects] = stepDraft(state, event, nowMs);
    state = next;
    for (const effect of effects) {
      const before = device;
      if (effect.type === 'keep') device = effect.draft;
      if (effect.type === 'remove') device = null;
      if (effect.type === 'wake') timers.push(nowMs + effect.afterMs);
      note(effect, because, before);
    }
    note(null, because, device);
  }

  function note(effect: DraftEffect | null, because: Moment['because'], deviceBefore: Draft | null): void {
    const isFresh = isSame(device, isBlank(typed) ? null : typed);
    staleSinceMs = isFresh ? null : (staleSinceMs ?? nowMs);
    moments.push({ atMs: nowMs, effect, because, typed, deviceBefore, device, staleSinceMs });
  }
}

/** Each says whether what happened keeps the rule that it is named after. */
export const invariants: Readonly<Record<string, (moments: readonly Moment[]) => boolean>> = {
  'DRA1 what is typed is kept 300 ms later at the latest, and at once when the page is hidden or left': (moments) =>
    moments.every(
      ({ atMs, effect, because, staleSinceMs }) =>
        effect !== null || staleSinceMs === null || (because !== 'leave' && atMs - staleSinceMs <= 300),
    ),
  'DRA2 between two writes lie 300 ms, unless the page is hidden or left': (moments) => {
    const writes = moments.filter(({ effect }) => effect?.type === 'keep');
    return writes.every((write, at) => {
      const before = writes[at - 1];
      return write.because === 'leave' || before === undefined || write.atMs - before.atMs >= 300;
    });
  },
  'DRA3 what is sent or withdrawn is removed at once, and nothing brings it back': (moments) =>
    moments.every(({ effect, typed, device }) => effect !== null || !isSame(typed, nothing) || device === null),
  'DRA4 what says nothing is not kept': (moments) => moments.every(({ device }) => device === null || !isBlank(device)),
  'DRA5 what is on the device already is not written again': (moments) =>
    moments.every(({ effect, deviceBefore }) => {
      if (effect?.type === 'keep') return !isSame(effect.draft, deviceBefore);
      return effect?.type !== 'remove' || deviceBefore !== null;
    }),
};
