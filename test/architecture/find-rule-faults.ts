/** A rule as a header states it: ` * DRA1  What is typed …`. */
export type Rule = { readonly id: string; readonly file: string };
export type NamedTest = { readonly name: string; readonly file: string };

const statedRule = /^ \* ([A-Z]{3}\d+) {1,2}\S/gm;
/** A clause of the delivery contract and a case of the attacks are rules too, which stand in documents. */
const saidRule = /\b(?:[A-Z]{3}\d+|C\d+|CASE \d+)\b/g;

export function statedRules(file: string, source: string): Rule[] {
  return [...source.matchAll(statedRule)].flatMap(([, id]) => (id === undefined ? [] : [{ id, file }]));
}

/**
 * Rules and tests that have lost each other, a sentence for each: a rule without a test, a rule that is stated twice, a test
 * of a behaviour that names no rule, or one that nobody states.
 */
export function findRuleFaults(rules: readonly Rule[], tests: readonly NamedTest[], behaviourFolder: string): string[] {
  const ids = new Set(rules.map(({ id }) => id));
  const tested = new Set(tests.flatMap(({ name }) => name.match(saidRule) ?? []));
  const twice = rules.filter(({ id }, at) => rules.findIndex((other) => other.id === id) !== at);
  const ofBehaviours = tests.filter(({ file }) => file.startsWith(behaviourFolder));
  return [
    ...twice.map(({ id, file }) => `${file}: ${id} is stated a second time`),
    ...rules.filter(({ id }) => !tested.has(id)).map(({ id, file }) => `${file}: no test bears ${id}`),
    ...ofBehaviours.flatMap(({ name, file }) => faultsOf(name, ids).map((fault) => `${file}: "${name}" ${fault}`)),
  ];
}

function faultsOf(name: string, ids: ReadonlySet<string>): string[] {
  const said = name.match(saidRule) ?? [];
  if (said.length === 0) return ['bears no rule'];
  return said.filter((id) => /^[A-Z]{3}\d/.test(id) && !ids.has(id)).map((id) => `bears ${id}, which nothing states`);
}
