import { type CheckFault, type Condition, limits, type OpeningHours } from '@handlr/protocol';
import { exclude, type Literal } from './exclusion.ts';
import { describeLeaf } from './describe-condition.ts';
import { findLeafFaults } from './leaf-faults.ts';

/** A condition that is joined with others by `or`, where it stands; `isFalse`: under an uneven number of `not`. */
type Placed = { readonly condition: Condition; readonly path: string; readonly isFalse: boolean };

/** CHK17. All faults of one check's condition. */
export function findConditionFaults(when: Condition, path: string, opening: OpeningHours | undefined): CheckFault[] {
  const places = placesOf(when, path, 1);
  if (places.length > limits.checkConditions) {
    const suggestion = 'Make two checks of it.';
    return [{ path, text: `There are more than ${limits.checkConditions} conditions and groups.`, suggestion }];
  }
  const deep = places.find(({ depth }) => depth > limits.checkDepth);
  if (deep !== undefined) {
    const text = `Groups lie within groups more than ${limits.checkDepth} deep.`;
    return [{ path: deep.path, text, suggestion: 'Use fewer groups.' }];
  }
  const faults = [
    ...places.flatMap((place) => findTwins(place.condition, place.path)),
    ...places.flatMap((place) => ('is' in place.condition ? findLeafFaults(place.condition, place.path, opening) : [])),
  ];
  return faults.length > 0 ? faults : findContradictions({ condition: when, path, isFalse: false }, [], opening);
}

type Place = { readonly condition: Condition; readonly path: string; readonly depth: number };

function placesOf(condition: Condition, path: string, depth: number): readonly Place[] {
  return [
    { condition, path, depth },
    ...partsOf(condition, path).flatMap((part) => placesOf(part.condition, part.path, depth + 1)),
  ];
}

function partsOf(
  condition: Condition,
  path: string,
): readonly { readonly condition: Condition; readonly path: string }[] {
  if ('is' in condition) return [];
  if ('not' in condition) return [{ condition: condition.not, path: `${path}.not` }];
  const word = 'all' in condition ? 'all' : 'any';
  const parts = 'all' in condition ? condition.all : condition.any;
  return parts.map((part, at) => ({ condition: part, path: `${path}.${word}[${at}]` }));
}

function findTwins(condition: Condition, path: string): CheckFault[] {
  const parts = partsOf(condition, path);
  const written = parts.map((part) => JSON.stringify(part.condition));
  return parts.flatMap((part, at) => {
    const first = written.indexOf(written[at] ?? '');
    if (first === at) return [];
    return [
      { path: part.path, text: `This stands here twice; first at ${parts[first]?.path}.`, suggestion: 'Take it out.' },
    ];
  });
}

/** What holds together with what is known already: each pair is asked whether both can. */
function findContradictions(
  placed: Placed,
  known: readonly Literal[],
  opening: OpeningHours | undefined,
): CheckFault[] {
  const { literals, choices } = joinedBy(placed);
  const together = [...known];
  for (const literal of literals) {
    const other = together.find((each) => exclude(each, literal, opening));
    if (other !== undefined) return [contradiction(literal, other)];
    together.push(literal);
  }
  return choices.flatMap((branches) => [
    ...findAlwaysTrue(branches, opening),
    ...branches.flatMap((branch) => findContradictions(branch, together, opening)),
  ]);
}

function contradiction(literal: Literal, other: Literal): CheckFault {
  const text = `This can never be: ${words(literal)}, while ${words(other)} (${other.path}).`;
  return { path: literal.path, text, suggestion: 'Take one of the two out, or put them into “any”.' };
}

/** Of two branches one always holds when their opposites cannot both hold. */
function findAlwaysTrue(branches: readonly Placed[], opening: OpeningHours | undefined): CheckFault[] {
  const opposites = branches.flatMap((branch) => {
    const { literals, choices } = joinedBy(branch);
    const [only] = literals;
    return only !== undefined && literals.length === 1 && choices.length === 0
      ? [{ ...only, isFalse: !only.isFalse }]
      : [];
  });
  return opposites.flatMap((literal, at) => {
    const other = opposites.slice(0, at).find((each) => exclude(each, literal, opening));
    if (other === undefined) return [];
    const text = `One of this and ${other.path} always holds, so the group says nothing.`;
    return [{ path: literal.path, text, suggestion: 'Take the group out.' }];
  });
}

/** Parts that must all hold, through groups within groups; `choices`: groups of which one branch is enough. */
function joinedBy({ condition, path, isFalse }: Placed): {
  literals: readonly Literal[];
  choices: readonly (readonly Placed[])[];
} {
  if ('is' in condition) return { literals: [{ leaf: condition, path, isFalse }], choices: [] };
  const parts = partsOf(condition, path).map((part) => ({ ...part, isFalse: 'not' in condition ? !isFalse : isFalse }));
  if (!('not' in condition) && 'any' in condition !== isFalse && parts.length > 1)
    return { literals: [], choices: [parts] };
  const joined = parts.map(joinedBy);
  return { literals: joined.flatMap(({ literals }) => literals), choices: joined.flatMap(({ choices }) => choices) };
}

function words({ leaf, isFalse }: Literal): string {
  return describeLeaf(leaf, isFalse);
}
