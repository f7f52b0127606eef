import type { CheckFault, LeafCondition, LeafOf, OpeningHours } from '@handlr/protocol';

/** What is wrong with a single condition, beyond its form. */
export function findLeafFaults(leaf: LeafCondition, path: string, opening: OpeningHours | undefined): CheckFault[] {
  switch (leaf.is) {
    case 'visits':
    case 'past-chats':
      return findRangeFaults(leaf, path);
    case 'local-time':
      return findTimeFaults(leaf, path);
    case 'value':
      return findValueFaults(leaf, path);
    case 'opening-hours':
      return findHoursFaults(path, opening);
    case 'page':
    case 'referrer':
    case 'campaign':
    case 'time-on-page':
    case 'scroll':
    case 'idle':
    case 'exit-intent':
    case 'language':
    case 'agents-available':
    case 'capability':
      return [];
  }
}

function findRangeFaults({ is, atLeast, atMost }: LeafOf<'visits' | 'past-chats'>, path: string): CheckFault[] {
  if (atLeast === undefined && atMost === undefined) {
    return [{ path, text: 'It is not said how many.', suggestion: 'Add “atLeast” or “atMost”.' }];
  }
  if (atLeast !== undefined && atMost !== undefined && atLeast > atMost) {
    const text = `Nothing is at least ${atLeast} and at most ${atMost}.`;
    return [{ path: `${path}.atMost`, text, suggestion: `Write ${atLeast} or more.` }];
  }
  if (is === 'visits' && atMost === 0) {
    return [
      { path: `${path}.atMost`, text: 'Whoever is here is on their first visit at least.', suggestion: 'Write 1.' },
    ];
  }
  if (atMost === undefined && (atLeast === 0 || (is === 'visits' && atLeast === 1))) {
    const suggestion = `Write ${(atLeast ?? 0) + 1} or more, or take this out.`;
    return [{ path: `${path}.atLeast`, text: 'This always holds.', suggestion }];
  }
  return [];
}

function findHoursFaults(path: string, opening: OpeningHours | undefined): CheckFault[] {
  if (opening === undefined) {
    return [{ path, text: 'This site has no opening hours.', suggestion: 'Set them first, or take this out.' }];
  }
  const days = [...Object.values(opening.week), ...(opening.holidays ?? []).map(({ spans }) => spans)];
  if (days.some((spans) => spans !== undefined && spans.length > 0)) return [];
  return [{ path, text: 'By its opening hours this site never opens.', suggestion: 'Set when it is open.' }];
}

function findTimeFaults({ days, from, to }: LeafOf<'local-time'>, path: string): CheckFault[] {
  if (days === undefined && from === undefined && to === undefined) {
    return [{ path, text: 'It is not said at which time.', suggestion: 'Add “days”, “from” or “to”.' }];
  }
  if (from !== undefined && from === to) {
    const suggestion = 'Write another time, or leave both out for the whole day.';
    return [{ path: `${path}.to`, text: 'It ends when it begins.', suggestion }];
  }
  if (from === '24:00') {
    return [{ path: `${path}.from`, text: 'The day ends at 24:00.', suggestion: 'Write 00:00.' }];
  }
  if (days !== undefined && new Set(days).size < days.length) {
    return [{ path: `${path}.days`, text: 'A day stands here twice.', suggestion: 'Take it out.' }];
  }
  return [];
}

function findValueFaults({ compare, to }: LeafOf<'value'>, path: string): CheckFault[] {
  if (compare === 'is-set') {
    const suggestion = 'Take it out, or compare by “equals”.';
    return to === undefined ? [] : [{ path: `${path}.to`, text: '“is-set” compares with nothing.', suggestion }];
  }
  if (to === undefined) {
    return [{ path, text: 'It is not said what the value is compared with.', suggestion: 'Add “to”.' }];
  }
  const wantsNumber = compare === 'at-least' || compare === 'at-most';
  if (wantsNumber && typeof to !== 'number') {
    return [{ path: `${path}.to`, text: 'Only numbers can be compared so.', suggestion: 'Write a number.' }];
  }
  return [];
}
