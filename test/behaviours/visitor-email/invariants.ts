import type {
  Contact,
  ContactEffect,
  ContactEvent,
  ContactForm,
  emptyContactForm,
  Leaving,
  stepContactForm,
} from '@handlr/core';
import fc from 'fast-check';

/** The core, or a broken one. */
export type Core = {
  readonly stepContactForm: typeof stepContactForm;
  readonly emptyContactForm: typeof emptyContactForm;
  readonly undoMs: number;
};

/** One step of a run: what was, what happened, what came of it, and what the gateway has as far as anybody can know. */
type Moment = {
  readonly before: ContactForm;
  readonly event: ContactEvent;
  readonly nowMs: number;
  readonly after: ContactForm;
  readonly effects: readonly ContactEffect[];
  /** What was last left and not removed since; null for nothing, undefined before anything is known. */
  readonly there: Leaving | null | undefined;
  /** The one that was there before that. */
  readonly earlier: Leaving | null | undefined;
  readonly kept: Contact | null;
  /** What is answered here was an undo. */
  readonly isUndone: boolean;
};

const leavings = fc.record({
  contact: fc.record({
    email: fc.constantFrom('ada@example.org', 'bea@example.org', 'cy@example.org'),
    telephone: fc.constantFrom('', '12345'),
    marketing: fc.boolean(),
  }),
  remember: fc.boolean(),
});
const events: fc.Arbitrary<ContactEvent> = fc.oneof(
  { weight: 3, arbitrary: leavings.map((leaving) => ({ type: 'left', leaving }) as const) },
  { weight: 2, arbitrary: fc.constant({ type: 'removed' } as const) },
  { weight: 3, arbitrary: fc.constant({ type: 'undone' } as const) },
  {
    weight: 6,
    arbitrary: fc
      .constantFrom(null, null, null, 'offline' as const, 'untrusted' as const)
      .map((problem) => ({ type: 'answered', problem }) as const),
  },
  { weight: 1, arbitrary: fc.boolean().map((isLeft) => ({ type: 'looked', isLeft }) as const) },
  { weight: 2, arbitrary: fc.constant({ type: 'lapsed' } as const) },
);
const runs = fc.array(fc.tuple(events, fc.integer({ min: 0, max: 40_000 })), { minLength: 1, maxLength: 30 });

const isSend = ({ type }: ContactEffect): boolean => type === 'send' || type === 'send-removal';
const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** By rule: whether a moment is as it must be. */
export const invariants: Readonly<Record<string, (moment: Moment, core: Core) => boolean>> = {
  'EML10 one thing at a time': ({ before, after, effects }) =>
    effects.filter(isSend).length <= 1 &&
    (before.task === null || !effects.some(isSend)) &&
    (!effects.some(isSend) || after.task !== null),
  'EML11 what was not taken changes nothing': ({ before, event, after, effects }) =>
    event.type !== 'answered' || event.problem === null || (same(before.left, after.left) && effects.length === 0),
  'EML12 kept here only when asked, and once the gateway has it': ({ event, effects, there, kept }) =>
    effects.every((effect) => effect.type !== 'remember' || (event.type === 'answered' && there?.remember === true)) &&
    (kept === null || (there?.remember === true && same(there.contact, kept))),
  'EML13 undo brings back what was there before, once and in time': (moment, { undoMs }) => isUndoRight(moment, undoMs),
  'EML14 once removed and lapsed, nothing of it is held': ({ after, event, nowMs }) =>
    !(
      after.left === 'none' &&
      after.task === null &&
      (after.undo === null || (event.type === 'lapsed' && nowMs >= after.undo.untilMs))
    ) || !JSON.stringify(after).includes('@'),
};

function isUndoRight({ before, event, nowMs, after, earlier, isUndone }: Moment, undoMs: number): boolean {
  if (isUndone && after.undo !== null) return false;
  if (after.undo !== null && after.undo.untilMs > nowMs + undoMs) return false;
  // What is offered to be brought back is what was there before.
  if (after.undo !== null && !same(after.undo, before.undo) && !same(after.undo.back, earlier)) return false;
  if (event.type !== 'undone') return true;
  const isDue = before.undo !== null && before.task === null && nowMs < before.undo.untilMs;
  return isDue ? same(after.task, before.undo?.back) : same(after, before);
}

/** The rules that a core breaks in a thousand runs. */
export function brokenRules(core: Core): string[] {
  return Object.entries(invariants).flatMap(([name, holds]) => {
    const { failed } = fc.check(
      fc.property(runs, (steps) => moments(core, steps).every((moment) => holds(moment, core))),
      { numRuns: 1_000, seed: 7 },
    );
    return failed ? [name] : [];
  });
}

/** Plays a run; the gateway's part is kept beside it, from what was sent and answered. */
function moments(core: Core, steps: readonly (readonly [ContactEvent, number])[]): Moment[] {
  let form = core.emptyContactForm;
  let nowMs = 0;
  let sent: Leaving | null | undefined;
  let there: Leaving | null | undefined;
  let earlier: Leaving | null | undefined;
  let kept: Contact | null = null;
  let isUndoing = false;
  return steps.map(([event, restMs]) => {
    nowMs += restMs;
    const before = form;
    const [after, effects] = core.stepContactForm(before, event, nowMs);
    form = after;
    if (event.type === 'answered' && event.problem === null && before.task !== null) {
      earlier = there;
      there = sent;
    }
    const isUndone = isUndoing && event.type === 'answered' && event.problem === null;
    if (event.type === 'answered') isUndoing = false;
    if (effects.some(isSend)) isUndoing = event.type === 'undone';
    for (const effect of effects) {
      if (effect.type === 'send') sent = typeof after.task === 'object' ? (after.task ?? undefined) : undefined;
      if (effect.type === 'send-removal') sent = null;
      if (effect.type === 'remember') kept = effect.contact;
      if (effect.type === 'forget') kept = null;
    }
    return { before, event, nowMs, after, effects, there, earlier, kept, isUndone };
  });
}
