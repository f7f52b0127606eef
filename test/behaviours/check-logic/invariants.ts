import type * as core from '@handlr/core';
import type { CheckFacts, Fired, Outcome, Verdict } from '@handlr/core';
import type { CheckScope, Condition, OpeningHours } from '@handlr/protocol';
import fc from 'fast-check';
import { expect } from 'vitest';
import { answers, checks, condition, facts, history, leaf, opening, pair, questions } from './arbitrary.ts';

/** The core, or one with a slip in it. */
export type Engine = Pick<
  typeof core,
  | 'evaluate'
  | 'lookAtChecks'
  | 'noteFired'
  | 'forgetPage'
  | 'forgetVisit'
  | 'nothingFired'
  | 'walkQuestions'
  | 'readChecks'
  | 'isOpen'
  | 'nextOpening'
>;

const minuteMs = 60_000;
const options = { numRuns: 1_000, seed: 14 };

type Step =
  | { readonly kind: 'look'; readonly facts: CheckFacts }
  | { readonly kind: 'page' }
  | { readonly kind: 'visit' };

const steps = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: facts.map((each): Step => ({ kind: 'look', facts: each })) },
    fc.constantFrom<Step>({ kind: 'page' }, { kind: 'visit' }),
  ),
  { minLength: 2, maxLength: 12 },
);

/** What holds whatever the checks, the facts, and the order in which things happen. */
export const invariants: Readonly<Record<string, (engine: Engine) => void>> = {
  'CHK1 every part has a verdict, in the form of the condition': ({ evaluate }) =>
    fc.assert(
      fc.property(condition, facts, (when, now) => {
        const verdicts: readonly Verdict[] = [true, false, 'withheld', 'unknown'];
        const look = (outcome: Outcome, expected: Condition): void => {
          expect(outcome.condition).toBe(expected);
          expect(verdicts).toContain(outcome.verdict);
          const parts = partsOf(expected);
          expect(outcome.parts).toHaveLength(parts.length);
          parts.forEach((part, at) => look(outcome.parts[at] ?? outcome, part));
        };
        look(evaluate(when, now), when);
      }),
      options,
    ),

  'CHK2 a group is decided by one part, whatever the others': ({ evaluate }) =>
    fc.assert(
      fc.property(condition, facts, opening, (when, now, hours) => {
        const look = ({ condition: each, verdict, parts }: Outcome): void => {
          const verdicts = parts.map((part) => part.verdict);
          if ('all' in each) {
            expect(verdict === false).toBe(verdicts.includes(false));
            expect(verdict === true).toBe(verdicts.every((part) => part === true));
          }
          if ('any' in each) {
            expect(verdict === true).toBe(verdicts.includes(true));
            expect(verdict === false).toBe(verdicts.every((part) => part === false));
          }
          parts.forEach(look);
        };
        look(evaluate(when, now, hours));
      }),
      options,
    ),

  'CHK3 what holds without history holds whatever the history would say': ({ evaluate }) =>
    fc.assert(
      fc.property(condition, facts, history, opening, (when, now, past, hours) => {
        const { verdict } = evaluate(when, { ...now, history: 'withheld' }, hours);
        if (typeof verdict === 'boolean')
          expect(evaluate(when, { ...now, history: past }, hours).verdict).toBe(verdict);
      }),
      options,
    ),

  'CHK5 time alone changes nothing before the time that was said': ({ evaluate }) =>
    fc.assert(
      fc.property(condition, facts, opening, fc.nat(200_000), (when, now, hours, laterMs) => {
        const before = evaluate(when, now, hours);
        const passedMs = Math.min(laterMs, before.againAtMs - now.nowMs - 1);
        expect(before.againAtMs).toBeGreaterThan(now.nowMs);
        expect(evaluate(when, later(now, passedMs), hours).verdict).toBe(before.verdict);
      }),
      options,
    ),

  'CHK5 nor do clocks, just before something begins or ends by them': ({ evaluate }) => {
    const ofTime = leaf.filter(({ is }) => is === 'local-time' || is === 'opening-hours');
    const quarter = 15 * minuteMs;
    fc.assert(
      fc.property(ofTime, facts, opening, fc.integer({ min: 1, max: 120_000 }), (when, now, hours, earlyMs) => {
        const nowMs = Math.ceil(now.nowMs / quarter) * quarter - earlyMs;
        const before = evaluate(when, { ...now, nowMs }, hours);
        const last = Math.min(before.againAtMs, nowMs + quarter) - 1;
        expect(evaluate(when, { ...now, nowMs: last }, hours).verdict).toBe(before.verdict);
      }),
      options,
    );
  },

  'CHK6 a check fires once in its scope': (engine) =>
    eachLook(engine, (look, fired) => {
      for (const { check } of look.due) {
        if (check.scope === 'always') continue;
        expect(fired[check.scope]).not.toContain(check.id);
      }
    }),

  'CHK6 what fired is remembered for its scope and no longer': (engine) =>
    fc.assert(
      fc.property(checks, (list) => {
        const fired = list.reduce((all, check) => engine.noteFired(all, check), engine.nothingFired);
        const of = (scope: CheckScope) => list.filter((check) => check.scope === scope).map(({ id }) => id);
        expect(fired).toMatchObject({ page: of('page'), visit: of('visit'), visitor: of('visitor') });
        expect(engine.forgetPage(fired)).toMatchObject({ page: [], visit: of('visit'), visitor: of('visitor') });
        expect(engine.forgetVisit(fired)).toMatchObject({ page: [], visit: [], visitor: of('visitor') });
      }),
      options,
    ),

  'CHK6 always is each time that it comes true': (engine) =>
    eachLook(engine, (look, fired) => {
      for (const { check } of look.due) {
        expect(look.fired.holding).toContain(check.id);
        if (check.scope === 'always') expect(fired.holding).not.toContain(check.id);
      }
      look.outcomes.forEach(({ verdict }, at) => {
        const id = look.ids[at] ?? '';
        if (verdict !== true) expect(look.fired.holding).not.toContain(id);
      });
    }),

  'CHK7 without history nothing prompts, and nothing beyond the page fires': (engine) =>
    eachLook(engine, (look, _fired, now) => {
      if (typeof now.history !== 'string') return;
      for (const { check, actions } of look.due) {
        expect(actions.map((action) => action.do)).not.toContain('prompt');
        expect(['page', 'always']).toContain(check.scope);
      }
    }),

  'CHK8 without history the other actions are what they are with it': ({ lookAtChecks, nothingFired }) =>
    fc.assert(
      fc.property(checks, facts, history, (list, now, past) => {
        const others = (given: CheckFacts) =>
          list.flatMap((check) => {
            if (check.scope === 'visit' || check.scope === 'visitor') return [];
            const { due } = lookAtChecks({ checks: [check] }, given, nothingFired);
            return due.flatMap(({ actions }) => actions.filter((action) => action.do !== 'prompt'));
          });
        const asksNothing = list.every(
          ({ when }) => !/visits|past-chats|"of":"(visit|first)"/.test(JSON.stringify(when)),
        );
        if (asksNothing) expect(others({ ...now, history: 'withheld' })).toEqual(others({ ...now, history: past }));
      }),
      options,
    ),

  'CHK9 at most one check of a look prompts': (engine) =>
    eachLook(engine, (look) => {
      const prompting = look.due.filter(({ actions }) => actions.some((action) => action.do === 'prompt'));
      expect(prompting.length).toBeLessThan(2);
    }),

  'CHK10 questions are asked along a branch, each where the one before it led': ({ walkQuestions }) =>
    fc.assert(
      fc.property(questions, answers, (list, given) => {
        const { answered, question } = walkQuestions(list, given);
        const way = [...answered.map((each) => each.question), ...(question === null ? [] : [question])];
        expect(way[0]).toBe(list[0]);
        way.slice(1).forEach((each, at) => {
          const before = way[at];
          const choice = before?.choices?.find(({ label }) => label === answered[at]?.answer);
          const next = choice?.next ?? before?.next;
          const expected = next === undefined ? list[list.findIndex(({ id }) => id === before?.id) + 1]?.id : next;
          expect(each.id).toBe(expected);
        });
        for (const { question: asked, answer } of answered) expect(given[asked.id]).toBe(answer);
      }),
      options,
    ),

  'CHK11 questions that were let in come to an end, each asked once': ({ walkQuestions, readChecks }) =>
    fc.assert(
      fc.property(questions, answers, (list, given) => {
        const { answered, question } = walkQuestions(list, given);
        expect(answered.length).toBeLessThanOrEqual(list.length);
        if (!readChecks(asking(list)).ok) return;
        const asked = [...answered.map((each) => each.question.id), ...(question === null ? [] : [question.id])];
        expect(new Set(asked).size).toBe(asked.length);
      }),
      options,
    ),

  'CHK17 what is refused as impossible never holds': ({ readChecks, evaluate }) => {
    let refused = 0;
    fc.assert(
      fc.property(pair, opening, fc.array(facts, { minLength: 20, maxLength: 40 }), (when, hours, all) => {
        const found = readChecks(whole(when, hours));
        if (found.ok || !found.faults.some(({ text }) => text.startsWith('This can never be'))) return;
        refused += 1;
        for (const now of all) expect(evaluate(when, now, hours).verdict).not.toBe(true);
      }),
      options,
    );
    expect(refused).toBeGreaterThan(50);
  },

  'CHK21 a site opens when it is said to, and not before': ({ isOpen, nextOpening }) =>
    fc.assert(
      fc.property(opening, facts, (hours, { nowMs }) => {
        const opensAt = nextOpening(hours, nowMs);
        if (isOpen(hours, nowMs) === true) expect(opensAt).toBeNull();
        if (opensAt === null) return;
        expect(opensAt).toBeGreaterThan(nowMs);
        expect(isOpen(hours, opensAt)).toBe(true);
        expect(isOpen(hours, opensAt - 1)).toBe(false);
        // Quarters of an hour are what these hours are made of, and what clocks change by.
        const first = Math.ceil(nowMs / (15 * minuteMs)) * 15 * minuteMs;
        for (let atMs = first, looks = 0; atMs < opensAt && looks < 60; atMs += 15 * minuteMs, looks += 1) {
          expect(isOpen(hours, atMs)).toBe(false);
        }
      }),
      { ...options, numRuns: 300 },
    ),
};

type Looked = ReturnType<Engine['lookAtChecks']> & { readonly ids: readonly string[] };

/** Looks again and again, carries out what is due, and hands over what was remembered before each look. */
function eachLook(engine: Engine, expectation: (look: Looked, fired: Fired, now: CheckFacts) => void): void {
  fc.assert(
    fc.property(checks, steps, (list, all) => {
      let fired = engine.nothingFired;
      for (const step of all) {
        if (step.kind === 'page') fired = engine.forgetPage(fired);
        else if (step.kind === 'visit') fired = engine.forgetVisit(fired);
        else {
          const look = engine.lookAtChecks({ checks: list }, step.facts, fired);
          expectation({ ...look, ids: list.map(({ id }) => id) }, fired, step.facts);
          fired = look.due.reduce((noted, { check }) => engine.noteFired(noted, check), look.fired);
        }
      }
    }),
    options,
  );
}

function later(now: CheckFacts, passedMs: number): CheckFacts {
  return { ...now, nowMs: now.nowMs + passedMs, onPageMs: now.onPageMs + passedMs, idleMs: now.idleMs + passedMs };
}

function partsOf(when: Condition): readonly Condition[] {
  if ('is' in when) return [];
  if ('not' in when) return [when.not];
  return 'all' in when ? when.all : when.any;
}

export function whole(when: Condition, hours?: OpeningHours): unknown {
  const check = { id: 'a', name: 'A', on: true, when, then: [{ do: 'open' }], scope: 'page' };
  return { ...(hours && { opening: hours }), checks: [check] };
}

function asking(list: readonly unknown[]): unknown {
  const then = [{ do: 'ask', questions: list }];
  return { checks: [{ id: 'a', name: 'A', on: true, when: { is: 'exit-intent' }, then, scope: 'page' }] };
}
