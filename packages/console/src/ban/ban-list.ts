import { may } from '@handlr/core';
import type { Ban, BanScope, SiteCard } from '@handlr/protocol';
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Desk } from '../workspace/desk.ts';
import { isOver } from './ban-words.ts';

export type Filters = { readonly over: boolean; readonly siteId: string | null; readonly scope: BanScope | null };

/** What the screen "Bans" shows. */
export interface BanList {
  readonly phase: ReadonlySignal<'loading' | 'shown' | 'failed'>;
  readonly sites: ReadonlySignal<readonly SiteCard[]>;
  readonly filters: ReadonlySignal<Filters>;
  readonly shown: ReadonlySignal<readonly Ban[]>;
  readonly counts: ReadonlySignal<{ readonly inForce: number; readonly over: number }>;
  filter(filters: Partial<Filters>): void;
  load(): Promise<void>;
  lift(ban: Ban): void;
  extend(ban: Ban, forMs: number): Promise<boolean>;
}

/** As long as a toast stands: so long a lift can be taken back before it is sent. */
export const undoMs = 6_000;

type Deps = Pick<Desk, 'request' | 'toasts' | 'nowMs' | 'inbox' | 'profile'>;

export function createBanList({ request, toasts, nowMs, inbox, profile }: Deps): BanList {
  const phase = signal<'loading' | 'shown' | 'failed'>('loading');
  const bans = signal<readonly Ban[]>([]);
  const filters = signal<Filters>({ over: false, siteId: null, scope: null });
  /** Lifted here; the gateway hears of it once it cannot be taken back any more. */
  const lifting = signal<ReadonlySet<string>>(new Set());

  const sites = computed(() => inbox.value.sites.filter(({ siteId }) => may(profile.memberships, siteId, 'ban:list')));
  const present = computed(() => bans.value.filter(({ banId }) => !lifting.value.has(banId)));
  const matching = computed(() => {
    const { siteId, scope } = filters.value;
    return present.value.filter(
      (ban) => (siteId === null || ban.siteId === siteId) && (scope === null || ban.scope === scope),
    );
  });
  const shown = computed(() => matching.value.filter((ban) => isOver(ban, nowMs.value) === filters.value.over));
  const counts = computed(() => {
    const over = matching.value.filter((ban) => isOver(ban, nowMs.value)).length;
    return { over, inForce: matching.value.length - over };
  });

  async function load(): Promise<void> {
    const answers = await Promise.all(sites.peek().map(({ siteId }) => request('ban:list', { siteId })));
    const found: Ban[] = [];
    for (const answer of answers) {
      if (!answer.ok) {
        // What is shown already stays, and is tried again.
        if (phase.peek() !== 'shown') phase.value = 'failed';
        return;
      }
      found.push(...answer.value.bans);
    }
    bans.value = found.toSorted((one, other) => other.createdAt - one.createdAt);
    phase.value = 'shown';
  }

  function replace(ban: Ban): void {
    bans.value = bans.peek().map((known) => (known.banId === ban.banId ? ban : known));
  }

  function mark(banId: string, isLifting: boolean): void {
    const marked = new Set(lifting.peek());
    if (isLifting) marked.add(banId);
    else marked.delete(banId);
    lifting.value = marked;
  }

  return {
    phase,
    sites,
    filters,
    shown,
    counts,
    filter: (next) => void (filters.value = { ...filters.peek(), ...next }),
    load,
    lift({ siteId, banId }) {
      mark(banId, true);
      const timer = setTimeout(() => void send(), undoMs);
      toasts.show({
        kind: 'said',
        words: 'Lifted. They can chat again in a moment.',
        undo: () => {
          clearTimeout(timer);
          mark(banId, false);
        },
      });

      async function send(): Promise<void> {
        const answer = await request('ban:lift', { siteId, banId });
        if (answer.ok) replace(answer.value);
        else toasts.show({ kind: 'said', words: 'That didn’t reach the gateway, so the ban holds. Try again.' });
        mark(banId, false);
      }
    },
    async extend({ siteId, banId }, forMs) {
      const answer = await request('ban:extend', { siteId, banId, forMs });
      if (answer.ok) replace(answer.value);
      else if (answer.error.code === 'ended') await load();
      return answer.ok;
    },
  };
}
