import type { Capability, LeafCondition, LeafOf, OriginOf, Weekday } from '@handlr/protocol';

const dayNames: Readonly<Record<Weekday, string>> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};

const abilities: Readonly<Record<Capability, readonly [holds: string, fails: string]>> = {
  touch: ['your screen can be touched', 'your screen cannot be touched'],
  mouse: ['you use a mouse', 'you use no mouse'],
  'small-screen': ['your screen is small', 'your screen is not small'],
  storage: ['your browser keeps data for this site', 'your browser keeps no data for this site'],
  dark: ['your device prefers dark colours', 'your device prefers light colours'],
  'reduced-motion': ['your device prefers less motion', 'your device does not ask for less motion'],
};

const comparisonWords: Readonly<Record<LeafOf<'value'>['compare'], string>> = {
  equals: 'is',
  differs: 'is other than',
  contains: 'contains',
  'at-least': 'is at least',
  'at-most': 'is at most',
  'is-set': 'is given',
};

/** A condition that is not a group, in words that follow "because"; `fails`: that it does not hold. */
export function describeLeaf(condition: LeafCondition, fails: boolean): string {
  const not = fails ? ' not' : '';
  switch (condition.is) {
    case 'page':
      return `you are${not} on ${either(condition.paths)}`;
    case 'referrer':
      return `${cameHere(condition.of)}${not} from ${either(condition.hosts.map(hostName))}`;
    case 'campaign':
      return `${cameHere(condition.of)}${not} by a link with the campaign ${condition.field} ${either(condition.values)}`;
    case 'visits':
      return `you have ${times(condition, fails, 'been here')}`;
    case 'past-chats':
      return `you have ${times(condition, fails, 'chatted with us')}`;
    case 'time-on-page':
      return `you have${fails ? ' not yet' : ''} been on this page for ${duration(condition.seconds)}`;
    case 'scroll':
      return `you have${fails ? ' not yet' : ''} seen ${condition.percent}% of this page`;
    case 'idle':
      return fails
        ? `you did something on this page in the last ${duration(condition.seconds)}`
        : `you have done nothing on this page for ${duration(condition.seconds)}`;
    case 'exit-intent':
      return fails ? 'you are not about to leave this page' : 'you looked about to leave this page';
    case 'language':
      return `your browser’s language is${not} ${either(condition.languages.map(languageName))}`;
    case 'local-time':
      return describeTime(condition, fails);
    case 'opening-hours':
      return fails ? 'we are closed now' : 'we are open now';
    case 'agents-available':
      return fails ? 'nobody is here to answer now' : 'somebody is here to answer now';
    case 'capability':
      return abilities[condition.capability][fails ? 1 : 0];
    case 'value':
      return describeValue(condition, fails);
    default:
      return 'of something that this page cannot tell';
  }
}

function describeTime({ clock, days, from, to }: LeafOf<'local-time'>, fails: boolean): string {
  const hours = from !== undefined || to !== undefined ? `between ${from ?? '00:00'} and ${to ?? '24:00'}` : '';
  const on = days === undefined ? '' : `on ${either(days.map((day) => dayNames[day]))}`;
  const whose = clock === 'visitor' ? 'where you are' : 'where we are';
  return `the time is${fails ? ' not' : ''} ${[hours, on, whose].filter((part) => part !== '').join(' ')}`;
}

function describeValue({ name, compare, to }: LeafOf<'value'>, fails: boolean): string {
  const value = compare === 'is-set' ? '' : ` “${to ?? ''}”`;
  return `this page ${fails ? 'does not say' : 'says'} that “${name}” ${comparisonWords[compare]}${value}`;
}

function cameHere(of: OriginOf = 'page'): string {
  return { page: 'you came to this page', visit: 'this visit began', first: 'your first visit began' }[of];
}

function hostName(host: string): string {
  return host === 'direct' ? 'no other site' : host;
}

function times({ atLeast, atMost }: LeafOf<'visits' | 'past-chats'>, fails: boolean, done: string): string {
  if (atLeast !== undefined && atMost !== undefined) {
    const exactly = atLeast === atMost ? `exactly ${often(atLeast)}` : `${atLeast} to ${often(atMost)}`;
    return `${fails ? 'not ' : ''}${done} ${exactly}`;
  }
  // Each is the other's opposite.
  const least = fails ? (atMost === undefined ? undefined : atMost + 1) : atLeast;
  if (least !== undefined) return `${done} at least ${often(least)}`;
  const most = fails ? (atLeast ?? 0) - 1 : (atMost ?? 0);
  return most <= 0 ? `never ${done}` : `${done} at most ${often(most)}`;
}

function often(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

function duration(seconds: number): string {
  if (seconds % 60 !== 0) return seconds === 1 ? '1 second' : `${seconds} seconds`;
  return seconds === 60 ? '1 minute' : `${seconds / 60} minutes`;
}

function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames('en', { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

function either(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
