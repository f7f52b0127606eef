import { type Clock, createId, type Random } from '@handlr/core';
import { type LiveVisitor, visitLimits } from '@handlr/protocol';
import type { ChatKey, VisitorKey } from '../storage/index.ts';

/*
 * Who is on the sites now, of those who agreed to `history`. In memory alone, and never for longer than they are there.
 *
 * VIS9  A visitor of whom nothing was heard for five minutes, by the gateway's clock, is gone.
 * VIS10 Whoever withdraws is gone at once, and what was on its way does not bring them back.
 * VIS11 Agents are given a name for the list alone, never the visitor's token or its hash.
 */

type Present = { readonly visitor: LiveVisitor; readonly heardAt: number; readonly viewId: string };
export type Sighting = Omit<LiveVisitor, 'siteId' | 'presenceId' | 'onPageSince' | 'hereSince'>;

export interface Presence {
  /** A page was reported. Answers the visitor as agents see them. */
  note(key: VisitorKey, viewId: string, sighting: Sighting): LiveVisitor;
  /** A sign of whoever is there already. */
  beat(key: VisitorKey): void;
  /** Whoever was there and is not any more; null when nobody was. */
  leave(key: VisitorKey): LiveVisitor | null;
  /** The chat is over for good. */
  chatGone(key: ChatKey): readonly LiveVisitor[];
  /** Removes and answers those who are gone. */
  sweep(): readonly LiveVisitor[];
  /** Who is on these sites, newest first. */
  list(siteIds: readonly string[]): readonly LiveVisitor[];
}

export function createPresence({ clock, random }: { readonly clock: Clock; readonly random: Random }): Presence {
  const sites = new Map<string, Map<string, Present>>();

  return {
    note({ siteId, visitorId }, viewId, sighting) {
      const nowMs = clock.nowMs();
      const site = sites.get(siteId) ?? new Map<string, Present>();
      sites.set(siteId, site);
      const known = site.get(visitorId);
      const isHere = known !== undefined && !isGone(known, nowMs);
      const visitor: LiveVisitor = {
        ...sighting,
        siteId,
        presenceId: isHere ? known.visitor.presenceId : createId(random),
        hereSince: isHere ? known.visitor.hereSince : nowMs,
        onPageSince: isHere && known.viewId === viewId ? known.visitor.onPageSince : nowMs,
      };
      site.set(visitorId, { visitor, heardAt: nowMs, viewId });
      return visitor;
    },
    beat({ siteId, visitorId }) {
      const site = sites.get(siteId);
      const known = site?.get(visitorId);
      if (known !== undefined) site?.set(visitorId, { ...known, heardAt: clock.nowMs() });
    },
    leave({ siteId, visitorId }) {
      const site = sites.get(siteId);
      const known = site?.get(visitorId);
      site?.delete(visitorId);
      return known?.visitor ?? null;
    },
    chatGone({ siteId, chatId }) {
      const changed: LiveVisitor[] = [];
      for (const [visitorId, present] of sites.get(siteId) ?? []) {
        if (present.visitor.chatId !== chatId) continue;
        const visitor = { ...present.visitor, chatId: null };
        sites.get(siteId)?.set(visitorId, { ...present, visitor });
        changed.push(visitor);
      }
      return changed;
    },
    sweep() {
      const nowMs = clock.nowMs();
      const gone: LiveVisitor[] = [];
      for (const site of sites.values()) {
        for (const [visitorId, present] of site) {
          if (!isGone(present, nowMs)) continue;
          site.delete(visitorId);
          gone.push(present.visitor);
        }
      }
      return gone;
    },
    list(siteIds) {
      const nowMs = clock.nowMs();
      const here = siteIds.flatMap((siteId) => [...(sites.get(siteId)?.values() ?? [])]);
      return here
        .filter((present) => !isGone(present, nowMs))
        .map(({ visitor }) => visitor)
        .toSorted((one, other) => other.hereSince - one.hereSince)
        .slice(0, visitLimits.liveVisitors);
    },
  };
}

function isGone({ heardAt }: Present, nowMs: number): boolean {
  return nowMs - heardAt >= visitLimits.presenceMs;
}
