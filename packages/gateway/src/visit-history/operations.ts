import { admit, effectiveConsent, gatewayRegister } from '@handlr/privacy';
import {
  agentRequests,
  type PayloadOf,
  refusal,
  refused,
  success,
  visitorRequests,
  type Visits,
} from '@handlr/protocol';
import { authoriseAgent, authoriseVisitor } from '../authorise.ts';
import type { AgentPrincipal, VisitorPrincipal } from '../connection/principal.ts';
import { streamRoom } from '../connection/rooms.ts';
import { operation, type Operations, type Performed } from '../inbound.ts';
import { hashSecret } from '../secret.ts';
import type { Services } from '../services.ts';
import type { ChatKey } from '../storage/index.ts';

/*
 * VIS1  A visit is kept only while the gateway's own record says that the visitor agreed to `history`.
 * VIS2  A visit after half an hour without one is a new one, by the gateway's clock.
 * VIS3  Of pages the newest 50 are kept, reduced again here.
 * VIS4  An agent sees the visits of a visitor whose chat they may read, and only while that visitor agrees.
 * VIS5  Agents who follow the chat are told that a visit was kept; the visitor's sockets are not.
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
  };
}

export function agentVisitHistory({ store, consents, clock }: Services): Operations<AgentPrincipal> {
  return {
    'visitor:history': operation(agentRequests['visitor:history'], {
      authorise: (principal, payload) => authoriseAgent(principal, payload, 'visitor:read'),
      perform: async (key) => {
        const { history } = await consents.ofChat(key);
        if (!history.allowed) return { result: refusal('withheld') };
        const visitor = await store.findVisitorOfChat(key);
        const found = visitor === null ? null : await store.readVisitHistory(visitor, key.chatId, clock.nowMs());
        if (found === null) return { result: refusal('not-found') };
        const pages = found.pages.map(({ pageUrl, pageTitle, at }) => ({ url: pageUrl, title: pageTitle, at }));
        return { result: success({ ...found, earlierChats: [...found.earlierChats], pages }) };
      },
    }),
  };
}

async function reportVisit(
  { store, consents, clock, fanout }: Services,
  { siteId, siteName }: VisitorPrincipal,
  chat: ChatKey | null,
  { visitorToken, page }: PayloadOf<(typeof visitorRequests)['visit:report']>,
): Promise<Performed<Visits>> {
  const key = { siteId, visitorId: hashSecret(visitorToken) };
  const known = await consents.ofVisitor(key);
  if (known === null || !known.resolution.history.allowed) return { result: refusal('withheld') };
  const nowMs = clock.nowMs();
  const context = { consent: effectiveConsent(known.resolution), nowMs, siteName };
  const { visitors, visitorPages, visitorChats } = gatewayRegister;
  // A chat has a record of its own, which may say otherwise.
  const linked = chat !== null && (await consents.ofChat(chat)).history.allowed ? chat : null;
  const reported = await store.reportVisit(
    known.number,
    admit(visitors, { ...key, visits: 1, firstVisitAt: nowMs, lastVisitAt: nowMs }, context),
    admit(visitorPages, { ...key, at: nowMs, pageUrl: page.url, pageTitle: page.title }, context),
    linked === null ? null : admit(visitorChats, { ...key, chatId: linked.chatId }, context),
  );
  if (reported.outcome === 'withheld') return { result: refusal('withheld') };
  return {
    result: success(reported.visits),
    announce: () => {
      if (chat !== null) fanout.publishToAgents(streamRoom(chat, 'public'), 'visitor:visited', chat);
    },
  };
}
