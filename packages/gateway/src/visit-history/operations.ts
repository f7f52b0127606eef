import { may } from '@handlr/core';
import { agentRequests, refusal, refused, success, visitorRequests } from '@handlr/protocol';
import { authoriseAgent, authoriseVisitor } from '../authorise.ts';
import type { AgentPrincipal, VisitorPrincipal } from '../connection/principal.ts';
import { visitorsRoom } from '../connection/rooms.ts';
import { fetchMessages } from '../delivery/fetch-messages.ts';
import { operation, type Operations } from '../inbound.ts';
import { originOnWire } from '../origin/arrival-row.ts';
import { hashSecret } from '../secret.ts';
import type { Services } from '../services.ts';
import type { ChatKey } from '../storage/index.ts';
import { idleMsOf, reportVisit } from './report-visit.ts';

/*
 * VIS1  A visit is kept only while the gateway's own record says that the visitor agreed to `history`.
 * VIS2  A visit after half an hour without one, or what the site says, is a new one, by the gateway's clock.
 * VIS3  Of pages the newest 50 are kept, reduced again here.
 * VIS4  An agent sees the visits of a visitor whose chat they may read, and only while that visitor agrees.
 * VIS5  Agents who follow the chat are told that a visit was kept; the visitor's sockets are not.
 * VIS6  A look at a page is one page in the trail, however often it is told, with the longest time that was told of it.
 * VIS7  An earlier chat is read by who may read chats and visitors, from a chat of the same visitor, while that visitor agrees.
 * VIS8  Who is on a site now is shown to who may read its visitors, and nobody is where the site does without `history`.
 */
export function visitorVisitHistory(services: Services): Operations<VisitorPrincipal> {
  return {
    'visit:report': operation(visitorRequests['visit:report'], {
      authorise: (principal, { chatId }) =>
        chatId === undefined ? success(null) : authoriseVisitor(principal, { chatId }),
      perform: async (chat, payload, { principal }) => {
        const { siteId, visitors } = principal;
        const visitorId = hashSecret(payload.visitorToken);
        visitors.add(visitorId);
        const ban = await services.bans.ofVisitor({ siteId, visitorId });
        if (ban !== null) return { result: refused(services.bans.shut(principal, ban)) };
        return reportVisit(services, principal, chat, payload);
      },
    }),
    'visit:beat': operation(visitorRequests['visit:beat'], {
      authorise: ({ siteId }, { visitorToken }) => success({ siteId, visitorId: hashSecret(visitorToken) }),
      perform: async (key, { viewId, seconds }) => {
        const known = await services.consents.ofVisitor(key);
        if (known === null || !known.resolution.history.allowed) return { result: refusal('withheld') };
        const idleMs = await idleMsOf(services, key.siteId);
        const beat = { viewId, seconds, nowMs: services.clock.nowMs(), idleMs };
        const isNoted = await services.store.noteBeat(key, known.number, beat);
        if (!isNoted) return { result: refusal('not-found') };
        services.presence.beat(key);
        return { result: success(null) };
      },
    }),
  };
}

export function agentVisitHistory(services: Services): Operations<AgentPrincipal> {
  const { store, consents, clock, presence } = services;

  /** The visitor of this chat, if they agree to be known. */
  async function visitorOf(chat: ChatKey) {
    const { history } = await consents.ofChat(chat);
    if (!history.allowed) return refusal('withheld');
    const visitor = await store.findVisitorOfChat(chat);
    return visitor === null ? refusal('not-found') : success(visitor);
  }

  return {
    'visitor:history': operation(agentRequests['visitor:history'], {
      authorise: (principal, payload) => authoriseAgent(principal, payload, 'visitor:read'),
      perform: async (key) => {
        const visitor = await visitorOf(key);
        if (!visitor.ok) return { result: visitor };
        const found = await store.readVisitHistory(visitor.value, key.chatId, clock.nowMs());
        if (found === null) return { result: refusal('not-found') };
        const { sessionNumber: _, origins, pages, earlierChats, ...visits } = found;
        const onWire = pages.map(({ pageUrl, pageTitle, ...page }) => ({ url: pageUrl, title: pageTitle, ...page }));
        const origin = originOnWire(origins);
        return { result: success({ ...visits, origin, earlierChats: [...earlierChats], pages: onWire }) };
      },
    }),
    'visitor:transcript': operation(agentRequests['visitor:transcript'], {
      authorise: (principal, payload) => {
        const granted = authoriseAgent(principal, payload, 'visitor:read');
        return granted.ok ? authoriseAgent(principal, payload, 'chat:read') : granted;
      },
      perform: async (key, { earlierChatId, beforeSeq }) => {
        const visitor = await visitorOf(key);
        if (!visitor.ok) return { result: visitor };
        const earlier = { siteId: key.siteId, chatId: earlierChatId };
        const visitorThen = await store.findVisitorOfChat(earlier);
        if (visitorThen?.visitorId !== visitor.value.visitorId) return { result: refusal('not-found') };
        return fetchMessages(services, earlier, 'public', { beforeSeq });
      },
    }),
    'visitors:watch': operation(agentRequests['visitors:watch'], {
      authorise: (principal) => success(principal),
      perform: async ({ memberships }, _payload, connection) => {
        const sites = (await store.listSites()).filter(({ siteId }) => may(memberships, siteId, 'visitor:read'));
        const siteIds = sites.map(({ siteId }) => siteId);
        const policies = await Promise.all(siteIds.map((siteId) => consents.policyOf(siteId)));
        const withheldSites = siteIds.filter((_siteId, at) => policies[at]?.denies.includes('history'));
        const shownSites = siteIds.filter((siteId) => !withheldSites.includes(siteId));
        // Listen first, then read (C6).
        for (const siteId of shownSites) connection.join(visitorsRoom(siteId));
        const visitors = [...presence.list(shownSites)];
        return { result: success({ nowMs: clock.nowMs(), visitors, withheldSites }) };
      },
    }),
    'visitors:unwatch': operation(agentRequests['visitors:unwatch'], {
      authorise: (principal) => success(principal),
      perform: async ({ memberships }, _payload, connection) => {
        for (const { siteId } of await store.listSites()) {
          if (may(memberships, siteId, 'visitor:read')) connection.leave(visitorsRoom(siteId));
        }
        return { result: success(null) };
      },
    }),
  };
}
