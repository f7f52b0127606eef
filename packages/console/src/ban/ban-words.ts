import type { Ban, BanReason, BanScope } from '@handlr/protocol';
import { spokenAge } from '../inbox/age.ts';

/** Bans end on a whole one. */
const longMinute = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' });
const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;

export const scopeWords: { readonly [Scope in BanScope]: { readonly name: string; readonly about: string } } = {
  chat: { name: 'This chat', about: 'They can’t go on with it. They can open another.' },
  visitor: { name: 'This visitor', about: 'Also in other chats, for as long as they let themselves be recognised.' },
  network: { name: 'Their network', about: 'Whatever they clear or change, and whoever else is on it.' },
};

/** As a list names whom a ban means. */
export const scopeNames: { readonly [Scope in BanScope]: string } = {
  chat: 'One chat',
  visitor: 'One visitor',
  network: 'A network',
};

export const reasonWords: { readonly [Reason in BanReason]: string } = {
  abuse: 'Abuse',
  threats: 'Threats',
  spam: 'Spam',
  fraud: 'Fraud',
  other: 'Something else',
};

/** Lengths to choose from. */
export const lengths: readonly { readonly forMs: number; readonly words: string }[] = [
  { forMs: hourMs, words: '1 hour' },
  { forMs: dayMs, words: '1 day' },
  { forMs: 7 * dayMs, words: '7 days' },
  { forMs: 30 * dayMs, words: '30 days' },
  { forMs: 90 * dayMs, words: '90 days' },
];

export function isOver({ endsAt, liftedAt }: Pick<Ban, 'endsAt' | 'liftedAt'>, nowMs: number): boolean {
  return liftedAt !== null || endsAt <= nowMs;
}

/** "3 days left", "Lifted", "Ended". */
export function remainingWords(ban: Pick<Ban, 'endsAt' | 'liftedAt'>, nowMs: number): string {
  if (ban.liftedAt !== null) return 'Lifted';
  return isOver(ban, nowMs) ? 'Ended' : `${capital(spokenAge(ban.endsAt - nowMs))} left`;
}

/** When it ends, or was lifted. */
export function endWords({ endsAt, liftedAt }: Pick<Ban, 'endsAt' | 'liftedAt'>): string {
  return longMinute.format(liftedAt ?? endsAt);
}

/** "Came 3 times since, last 2 hours ago". */
export function attemptWords({ attempts, lastAttemptAt }: Ban, nowMs: number): string {
  if (attempts === 0 || lastAttemptAt === null) return 'Not since';
  const times = attempts === 1 ? 'Once' : attempts === 2 ? 'Twice' : `${attempts} times`;
  return `${times}, last ${spokenAge(nowMs - lastAttemptAt)} ago`;
}

export function warningWords(othersOnNetwork: number): string {
  const others =
    othersOnNetwork === 0
      ? ''
      : othersOnNetwork === 1
        ? ' Another visitor is connected from it right now.'
        : ` ${othersOnNetwork} other visitors are connected from it right now.`;
  return `A network can be a household, an office, or thousands of people behind one mobile operator. All of them are shut out.${others}`;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
