import { createId } from '@handlr/core';
import { admit, effectiveConsent, gatewayRegister } from '@handlr/privacy';
import { type PayloadOf, refusal, success, type visitorRequests, type Visits } from '@handlr/protocol';
import type { VisitorPrincipal } from '../connection/principal.ts';
import { streamRoom } from '../connection/rooms.ts';
import type { Performed } from '../inbound.ts';
import { arrivalOnWire, arrivalRow } from '../origin/arrival-row.ts';
import { hashSecret } from '../secret.ts';
import type { Services } from '../services.ts';
import { readConsentSettings, sessionPolicyOf } from '../site/index.ts';
import type { ChatKey, VisitorKey, VisitOutcome } from '../storage/index.ts';
import { announceVisitor } from './announce-visitors.ts';

type Report = PayloadOf<(typeof visitorRequests)['visit:report']>;

export async function reportVisit(
  services: Services,
  principal: VisitorPrincipal,
  chat: ChatKey | null,
  report: Report,
): Promise<Performed<Visits>> {
  const { store, consents, clock, fanout, latestNumbers } = services;
  const { siteId, siteName } = principal;
  const key = { siteId, visitorId: hashSecret(report.visitorToken) };
  const known = await consents.ofVisitor(key);
  if (known === null || !known.resolution.history.allowed) return { result: refusal('withheld') };
  const nowMs = clock.nowMs();
  const context = { consent: effectiveConsent(known.resolution), nowMs, siteName };
  const { visitors, visitorPages, visitorChats, visitorOrigins } = gatewayRegister;
  // A chat has a record of its own, which may say otherwise.
  const linked = chat !== null && (await consents.ofChat(chat)).history.allowed ? chat : null;
  const { page, session = null, arrival, before = null } = report;
  // Of a widget that does not name its looks, each report is one.
  const viewId = report.viewId ?? createId(services.random);
  const first = {
    visits: 1,
    firstVisitAt: nowMs,
    lastVisitAt: nowMs,
    visitBeganAt: nowMs,
    visitBegan: 'first',
    sessionNumber: session?.number ?? 0,
  } as const;
  const looked = { at: nowMs, viewId, pageUrl: page.url, pageTitle: page.title, seconds: null };
  const reported = await store.reportVisit({
    statementNumber: known.number,
    visitor: admit(visitors, { ...key, ...first }, context),
    page: admit(visitorPages, { ...key, ...looked }, context),
    chat: linked === null ? null : admit(visitorChats, { ...key, chatId: linked.chatId }, context),
    origin: arrival === undefined ? null : admit(visitorOrigins, arrivalRow(key, arrival), context),
    before,
    session,
    idleMs: await idleMsOf(services, siteId),
  });
  if (reported.outcome === 'withheld') return { result: refusal('withheld') };
  // Withdrawn between the commit and this turn.
  if (latestNumbers.latest(key) < known.number) {
    showVisitor(services, principal, key, viewId, linked, reported);
  }
  const { visits, firstVisitAt, lastVisitAt } = reported.visits;
  return {
    result: success({ visits, firstVisitAt, lastVisitAt }),
    announce: () => {
      if (chat !== null) fanout.publishToAgents(streamRoom(chat, 'public'), 'visitor:visited', chat);
    },
  };
}

/** The list shows what was stored, which the gate has reduced, and nothing else. */
function showVisitor(
  services: Services,
  { country, browser }: VisitorPrincipal,
  key: VisitorKey,
  viewId: string,
  chat: ChatKey | null,
  { visits, page, origin }: Extract<VisitOutcome, { outcome: 'kept' }>,
): void {
  const visitor = services.presence.note(key, viewId, {
    page: { url: page.pageUrl, title: page.pageTitle },
    visits: visits.visits,
    origin: origin === null ? null : arrivalOnWire(origin),
    country,
    browser,
    chatId: chat?.chatId ?? null,
  });
  announceVisitor(services, visitor);
}

/** The site's, in milliseconds; read anew each time, as an operator may change it. */
export async function idleMsOf({ store }: Services, siteId: string): Promise<number> {
  const site = await store.findSiteById(siteId);
  return sessionPolicyOf(readConsentSettings(site?.consent ?? '{}')).idleMinutes * 60_000;
}
