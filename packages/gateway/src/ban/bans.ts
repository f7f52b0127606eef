import { type BanTarget, type Clock, destroyableKeys, isMeant } from '@handlr/core';
import type { BanRow } from '@handlr/privacy';
import { banLimits, type Refusal } from '@handlr/protocol';
import type { VisitorPrincipal } from '../connection/principal.ts';
import type { NetworkTag } from '../locate/index.ts';
import type { ChatKey, Store, VisitorKey } from '../storage/index.ts';
import { createAttempts } from './attempts.ts';
import type { BanKeys } from './ban-keys.ts';
import type { Presence, Presences } from './presences.ts';

/*
 * Who may not chat for now. The store is the truth, read anew each time: a ban that was lifted elsewhere holds nobody up.
 *
 * BAN10 Whoever comes from a banned network is turned away before their connection is made, by whichever transport.
 * BAN11 Whoever holds a banned chat, or is known to be a banned visitor, is turned away once they show it.
 * BAN12 They are told `closed`, until when, and nothing else: not why, not by whom, not which ban.
 * BAN13 Each time is counted, with its time and without what was said.
 * BAN14 A ban cuts the connections that it means at once, and no other.
 * BAN15 When the last ban of a site and epoch is over, its key is destroyed; whom a ban meant that is over is forgotten.
 */
export interface Bans {
  readonly keys: BanKeys;
  readonly presences: Presences;
  ofNetwork(siteId: string, tags: readonly NetworkTag[]): Promise<BanRow | null>;
  ofChat(siteId: string, capabilityHash: string): Promise<BanRow | null>;
  ofVisitor(key: VisitorKey): Promise<BanRow | null>;
  /** Bans in force that mean this chat, its visitor or the network that it was last in. */
  countFor(chat: ChatKey): Promise<number>;
  /** Counts the attempt, and says what the visitor is told. */
  turnAway(ban: BanRow): Refusal;
  /** The same for a visitor who is connected already: the connection ends. */
  shut(principal: VisitorPrincipal, ban: BanRow): Refusal;
  /** Takes note of a connection that was let in; it ends if a ban came while that was decided. */
  welcome(principal: VisitorPrincipal, end: Presence['end']): void;
  /** Cuts whom the ban means of those who are connected here. Other nodes are told its key, and do the same from the store. */
  enforce(ban: BanRow): Promise<void>;
  /** Attempts that were counted are in the store when it answers. */
  settle(): Promise<void>;
  /** Forgets whom bans meant that are over, and destroys keys that no ban needs. */
  sweep(): Promise<void>;
  /** One after another: a key is not taken for unneeded while its ban is being made. */
  inTurn<Value>(run: () => Promise<Value>): Promise<Value>;
}

type Deps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly keys: BanKeys;
  readonly presences: Presences;
};

export function createBans({ store, clock, keys, presences }: Deps): Bans {
  const attempts = createAttempts({ store, clock });
  let last: Promise<unknown> = Promise.resolve();
  let isScrubDue = false;

  function inTurn<Value>(run: () => Promise<Value>): Promise<Value> {
    const turn = last.then(run, run);
    // What a turn answered is a ban, with what staff wrote of it: nothing of it may wait here for the next.
    last = turn.then(forget, forget);
    return turn;
  }

  function turnAway(ban: BanRow): Refusal {
    attempts.count(ban);
    return closed(ban);
  }

  /** The names under which a ban of the site could mean this connection. */
  function shownBy({ siteId, networkTags, visitors }: VisitorPrincipal): readonly BanTarget[] {
    return [
      ...subjectsOf(siteId, networkTags),
      ...[...visitors].map((subject) => ({ siteId, scope: 'visitor', subject, epoch: null }) as const),
    ];
  }

  function subjectsOf(siteId: string, tags: readonly NetworkTag[]) {
    return tags.flatMap((tag) => {
      const subject = keys.subjectOf(siteId, tag);
      return subject === null ? [] : [{ siteId, scope: 'network', subject, epoch: tag.epoch } as const];
    });
  }

  async function ofNetwork(siteId: string, tags: readonly NetworkTag[]): Promise<BanRow | null> {
    const subjects = subjectsOf(siteId, tags).map(({ subject }) => subject);
    // Sites that ban no network have no key, and ask nobody.
    return subjects.length === 0 ? null : store.findBanOf(siteId, 'network', subjects, clock.nowMs());
  }

  return {
    keys,
    presences,
    ofNetwork,
    ofChat: (siteId, capabilityHash) => store.findBanOfChat(siteId, capabilityHash, clock.nowMs()),
    ofVisitor: ({ siteId, visitorId }) => store.findBanOf(siteId, 'visitor', [visitorId], clock.nowMs()),
    async countFor(key) {
      const chat = await store.findChat(key);
      if (chat === null) return 0;
      const found = [
        await store.findBanOfChat(key.siteId, chat.capabilityHash, clock.nowMs()),
        await ofNetwork(key.siteId, presences.networkOf(key)),
      ];
      return found.filter((ban) => ban !== null).length;
    },
    turnAway,
    shut(principal, ban) {
      const refused = turnAway(ban);
      presences.presenceOf(principal)?.end(refused);
      return refused;
    },
    welcome(principal, end) {
      presences.arrived({ principal, end });
      ofNetwork(principal.siteId, principal.networkTags).then(
        (ban) => ban !== null && end(closed(ban)),
        // The store will say so to whoever asks it next.
        () => {},
      );
    },
    async enforce(ban) {
      const chat = ban.scope === 'chat' ? await store.findChatByCapability(ban.siteId, ban.subject) : null;
      const refused = closed(ban);
      for (const { principal, end } of presences.here(ban.siteId)) {
        const holdsChat = chat !== null && principal.chats.has(chat.chatId);
        if (holdsChat || isMeant(ban, shownBy(principal))) end(refused);
      }
    },
    settle: attempts.write,
    sweep: () =>
      inTurn(async () => {
        const nowMs = clock.nowMs();
        presences.forgetOld();
        const forgotten = await store.forgetBans(nowMs, nowMs - banLimits.keptMs);
        const needed = await store.listNetworkBans(nowMs);
        for (const key of destroyableKeys(keys.kept(), needed, nowMs)) await keys.destroy(key);
        // It may be refused while somebody reads; then the next sweep tries again.
        isScrubDue ||= forgotten > 0;
        if (!isScrubDue) return;
        await store.scrub();
        isScrubDue = false;
      }),
    inTurn,
  };
}

/** BAN12 */
function closed({ endsAt }: BanRow): Refusal {
  return { code: 'closed', until: endsAt };
}

function forget(): void {}
