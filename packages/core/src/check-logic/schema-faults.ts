import {
  actionKinds,
  actionSchemas,
  checkSchema,
  type CheckFault,
  conditionKinds,
  conditionSchemas,
  openingHoursSchema,
  promptPolicySchema,
  siteChecksSchema,
} from '@handlr/protocol';
import type { BaseIssue } from 'valibot';
import { nearestWord, suggestWord } from './nearest-word.ts';

type Issue = BaseIssue<unknown>;

const kindNames: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object in braces',
  strict_object: 'an object in braces',
  union: 'text, a number, true or false',
};

/** What the schema found wrong, in plain words. */
export function schemaFault(issue: Issue): CheckFault {
  return { path: jsonPath(issue), ...explain(issue) };
}

function explain(issue: Issue): Pick<CheckFault, 'text' | 'suggestion'> {
  const lastKey = issue.path?.at(-1)?.key;
  const key = typeof lastKey === 'string' ? lastKey : '';
  const parent = issue.path?.at(-1)?.input;
  const isMissing = isRecord(parent) && !Object.hasOwn(parent, key);
  if (issue.type === 'variant') return explainVariant(key, issue.input, isMissing);
  if (issue.type === 'strict_object' && issue.expected === 'never') return explainKey(key, parent);
  if (isMissing) return { text: `“${key}” is missing.`, suggestion: `Add “${key}”.` };
  if (issue.type === 'picklist') {
    const words = [...String(issue.expected).matchAll(/"([^"]+)"/g)].map(([, word]) => word ?? '');
    return { text: `${quote(issue.input)} is not known here.`, suggestion: suggestWord(String(issue.input), words) };
  }
  if (issue.kind === 'schema') {
    const name = kindNames[issue.type] ?? 'something else';
    return { text: `This is to be ${name}.`, suggestion: `Write ${name} in place of ${quote(issue.input)}.` };
  }
  return explainBound(issue);
}

function explainVariant(key: string, input: unknown, isMissing: boolean): Pick<CheckFault, 'text' | 'suggestion'> {
  const [what, kinds] = key === 'do' ? ['action', actionKinds] : ['condition', conditionKinds];
  const groups = what === 'condition' ? ', or a group: all, any, not' : '';
  const all = `Write “${what === 'action' ? 'do' : 'is'}” with one of these: ${kinds.join(', ')}${groups}.`;
  if (isMissing || typeof input !== 'string') return { text: `It is not said which ${what} this is.`, suggestion: all };
  const nearest = nearestWord(input, kinds);
  return {
    text: `There is no ${what} ${quote(input)}.`,
    suggestion: nearest === null ? all : `Did you mean “${nearest}”?`,
  };
}

function explainKey(key: string, parent: unknown): Pick<CheckFault, 'text' | 'suggestion'> {
  const known = knownKeys(parent).filter((each) => !isRecord(parent) || !Object.hasOwn(parent, each));
  const nearest = nearestWord(key, known);
  return {
    text: `${quote(key)} is not known here.`,
    suggestion: nearest === null ? 'Take it out.' : `Did you mean “${nearest}”?`,
  };
}

/** What may stand in an object of this kind. */
function knownKeys(parent: unknown): readonly string[] {
  if (!isRecord(parent)) return [];
  const condition = conditionKinds.find((kind) => kind === parent['is']);
  if (condition !== undefined) return Object.keys(conditionSchemas[condition].entries);
  const action = actionKinds.find((kind) => kind === parent['do']);
  if (action !== undefined) return Object.keys(actionSchemas[action].entries);
  const others = [siteChecksSchema, checkSchema, openingHoursSchema, promptPolicySchema].flatMap(({ entries }) =>
    Object.keys(entries),
  );
  return [
    ...others,
    'id',
    'text',
    'choices',
    'optional',
    'next',
    'label',
    'message',
    'then',
    'date',
    'spans',
    'from',
    'to',
  ];
}

function explainBound({
  type,
  requirement,
  message,
}: Issue & { readonly requirement?: unknown }): Pick<CheckFault, 'text' | 'suggestion'> {
  const bound = String(requirement);
  const sentences: Readonly<Record<string, readonly [text: string, suggestion: string]>> = {
    min_length: ['There is nothing here.', 'Write something.'],
    max_length: ['There is too much here.', `Keep it to ${bound}.`],
    min_value: ['This is too small.', `Write ${bound} or more.`],
    max_value: ['This is too large.', `Write ${bound} or less.`],
    safe_integer: ['This is not a whole number.', 'Write a whole number.'],
    finite: ['This is not a number.', 'Write a number.'],
  };
  const [text, suggestion] = sentences[type] ?? ['This is not written as it must be.', `${message}.`];
  return { text, suggestion };
}

/** `$.checks[0].when.all[1].paths`; a key that is no plain word stands in brackets. */
function jsonPath({ path }: Pick<Issue, 'path'>): string {
  const keys = path?.map(({ key }) => key) ?? [];
  return keys.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    const name = String(key);
    return /^[A-Za-z_]\w*$/.test(name) ? `${text}.${name}` : `${text}[${JSON.stringify(name.slice(0, 60))}]`;
  }, '$');
}

function quote(value: unknown): string {
  return `“${String(typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 60)}”`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
