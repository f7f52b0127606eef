import {
  type CheckFacts,
  describeLeaf,
  explainCheck,
  lookAtChecks,
  nothingFired,
  type Outcome,
  servedChecks,
  unknownFacts,
} from '@handlr/core';
import type { SiteChecks } from '@handlr/protocol';
import { UsageError } from '../cli/command.ts';

const marks = { true: '✓', false: '✗', withheld: '– withheld by consent:', unknown: '? not known yet:' } as const;

/**
 * What a site's checks come to by these facts, each condition with its outcome, and what would be done.
 * @throws UsageError when the facts have a name that facts do not have.
 */
export function tryChecks(checks: SiteChecks, input: unknown, nowMs: number): readonly string[] {
  const served = servedChecks(checks);
  const look = lookAtChecks(served, readFacts(input, nowMs), nothingFired);
  if (served.checks.length === 0) return ['This site has no checks that are on.'];
  return served.checks.flatMap((check, at) => {
    const outcome = look.outcomes[at];
    const actions = look.due.find((due) => due.check === check)?.actions.map((action) => action.do) ?? [];
    return [
      `${check.id}: ${actions.length === 0 ? 'nothing' : actions.join(', ')}`,
      ...(outcome === undefined ? [] : outcomeLines(outcome, 1)),
      ...(actions.length === 0 ? [] : [`  “${explainCheck(check)}”`]),
    ];
  });
}

function outcomeLines({ condition, verdict, parts }: Outcome, depth: number): readonly string[] {
  const words = 'is' in condition ? describeLeaf(condition, false) : Object.keys(condition).join('');
  return [
    `${'  '.repeat(depth)}${marks[`${verdict}`]} ${words}`,
    ...parts.flatMap((part) => outcomeLines(part, depth + 1)),
  ];
}

/** Facts as they are for a visitor who has just come, with what the file says in place of theirs. */
function readFacts(input: unknown, nowMs: number): CheckFacts {
  const facts = unknownFacts(nowMs);
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new UsageError(`Facts are an object, such as {"path": "/shop", "onPageMs": 30000}.`);
  }
  const strange = Object.keys(input).find((name) => !Object.hasOwn(facts, name));
  if (strange !== undefined) {
    throw new UsageError(`There is no fact “${strange}”. There are: ${Object.keys(facts).join(', ')}.`);
  }
  for (const [name, usual] of Object.entries(facts)) {
    const given: unknown = Object.getOwnPropertyDescriptor(input, name)?.value;
    // Two of the facts may be a word instead of what they are about.
    const isWord = (name === 'history' || name === 'agentsAvailable') && given !== null;
    if (given !== undefined && !isWord && kindOf(given) !== kindOf(usual)) {
      throw new UsageError(`“${name}” is to be written as ${JSON.stringify(usual)} is.`);
    }
  }
  return { ...facts, ...input };
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}
