import { campaignKey, createCapability } from '@handlr/core';
import { admit, lateDeviceRegister, type VisitHistoryRecord } from '@handlr/privacy';
import { defaultSessionPolicy, isRetryable, limits, refusal, type Result } from '@handlr/protocol';
import type { Proof } from '../chat-in-progress/chat-events.ts';
import type { ConsentEngine } from '../consent/consent-engine.ts';
import { createOriginKeeper } from '../origin/origin-keeper.ts';
import { createSessionKeeper } from '../session-detection/session-keeper.ts';
import type { SiteIdentity } from '../site-configuration.ts';
import type { DeviceStorage } from '../storage/device-storage.ts';
import { reducedPage } from '../surroundings/reduced-page.ts';
import type { PageEvent, Surroundings } from '../surroundings/surroundings.ts';
import type { Transport } from '../transport/transport.ts';
import { createPageClock } from './page-clock.ts';

/*
 * The visits of a visitor who agreed to `history`. Loaded only then, and stopped for good when they agree no more.
 *
 * VIH1  The token is made and kept here before the gateway hears of it, so that it can be withdrawn whatever becomes of the answer.
 * VIH2  A page is reported once each time that it is looked at, reduced; once more, as the same look, when a chat begins on it.
 * VIH3  The newest 50 pages stay on the device, reduced.
 * VIH4  Once stopped it sends nothing and keeps nothing, answers that are under way included.
 * VIH10 A page that is looked at says so every two minutes; what is not heard of the last page, the next one in this tab tells.
 */

export type VisitHistory = {
  /** Whether there is something to report; `chatId` is null outside a chat. */
  isDue(chatId: string | null): boolean;
  report(request: Transport['request'], proof: Proof | null): Promise<Result<unknown>>;
  /** The number of the session that goes on. */
  session(): number | null;
  /** The visitor did something on this page. */
  acted(): void;
  stop(): void;
};

type Deps = {
  readonly site: SiteIdentity;
  readonly storage: DeviceStorage;
  readonly surroundings: Surroundings;
  readonly consent: Pick<ConsentEngine, 'get' | 'context'>;
  /** There is something to report. */
  due(): void;
};

const { visitHistory, pageTrail } = lateDeviceRegister;

export function createVisitHistory({ site, storage, surroundings, consent, due }: Deps): VisitHistory {
  const { nowMs } = surroundings;
  let isReported = true;
  let isBeatDue = false;
  let isStopped = false;
  /** The chat on this page that the gateway knows to be this visitor's. */
  let chatKnown: string | null = null;

  const policy = { ...defaultSessionPolicy, ...site.consent?.sessions };
  const session = createSessionKeeper({ entry: lateDeviceRegister.session, policy, storage, surroundings, consent });
  const origin = createOriginKeeper({ ownDomain: site.consent?.cookieDomain, storage, surroundings, consent });
  const clock = createPageClock({
    storage,
    surroundings,
    consent,
    due(what) {
      if (what === 'report') isReported = false;
      else isBeatDue = isReported;
      due();
    },
  });

  const known = storage.read(visitHistory)?.visits ?? 1;
  if (token() === null) {
    const now = nowMs();
    keep({ visitorToken: createCapability(surroundings), visits: 1, firstVisitAt: now, lastVisitAt: now });
  }
  const unwatchPage = surroundings.watchPage(follow);
  look();

  return {
    isDue: (chatId) => isAllowed() && (!isReported || isBeatDue || (chatId !== null && chatId !== chatKnown)),
    report: (request, proof) =>
      isReported && (proof === null || proof.chatId === chatKnown) ? beat(request) : report(request, proof),
    session: () => session.current()?.number ?? null,
    acted() {
      if (!isAllowed()) return;
      if (session.sign({ campaign: '', known })) look();
      else clock.step({ type: 'acted' });
    },
    stop() {
      isStopped = true;
      unwatchPage();
      clock.stop();
    },
  };

  function follow(event: PageEvent): void {
    if (!isAllowed()) return;
    if (event === 'returned') look();
    // Whoever comes back to a tab after a long time begins a session on the page that they left.
    else if (event === 'shown') {
      if (session.sign({ campaign: '', known })) look();
      else clock.step({ type: 'shown' });
    } else if (event === 'hidden' || event === 'left') {
      isBeatDue = false;
      clock.step({ type: event });
    }
  }

  function look(): void {
    const arrival = origin.arrival();
    const begins = session.sign({ campaign: campaignKey(arrival), known });
    if (begins || origin.current() === null) origin.keep(arrival);
    clock.look();
    void lengthenTrail();
  }

  async function report(request: Transport['request'], proof: Proof | null): Promise<Result<unknown>> {
    // Of two tabs that began at once, the later one made the token.
    const visitorToken = token();
    const looked = clock.now();
    if (visitorToken === null || looked === null) return withheld();
    const before = clock.before();
    const answer = await request('visit:report', {
      visitorToken,
      page: reducedPage(surroundings.page(), site.name),
      viewId: looked.viewId,
      ...optional({ session: session.current(), arrival: origin.current(), before }),
      ...proof,
    });
    if (answer.ok || !isRetryable(answer.error.code)) {
      // A look that began meanwhile is still to be told.
      isReported = clock.now()?.viewId === looked.viewId;
      chatKnown = proof?.chatId ?? chatKnown;
    }
    if (answer.ok && token() === visitorToken) keep({ visitorToken, ...answer.value });
    if (answer.ok && before !== null && isAllowed()) clock.told(before);
    return answer;
  }

  async function beat(request: Transport['request']): Promise<Result<unknown>> {
    const visitorToken = token();
    const looked = clock.now();
    if (visitorToken === null || looked === null) return withheld();
    const answer = await request('visit:beat', { visitorToken, ...looked });
    if (answer.ok || !isRetryable(answer.error.code)) isBeatDue = false;
    return answer;
  }

  function withheld(): Result<never> {
    isReported = true;
    isBeatDue = false;
    return refusal('withheld');
  }

  function token(): string | null {
    return storage.read(visitHistory)?.visitorToken ?? null;
  }

  function keep(record: VisitHistoryRecord): void {
    if (isAllowed()) storage.write(visitHistory, admit(visitHistory, record, consent.context(visitHistory)));
  }

  /** VIH3 */
  async function lengthenTrail(): Promise<void> {
    const { url, title } = reducedPage(surroundings.page(), site.name);
    const kept = await storage.load(pageTrail);
    if (!isAllowed()) return;
    const looked = { pageUrl: url, pageTitle: title, at: nowMs() };
    const pages = [looked, ...(kept?.pages ?? [])].slice(0, limits.trailPages);
    storage.write(pageTrail, admit(pageTrail, { pages }, consent.context(pageTrail)));
  }

  /** VIH4 */
  function isAllowed(): boolean {
    return !isStopped && consent.get().history;
  }
}

/** Only what there is: the wire knows no null for what is left out. */
function optional<Fields extends object>(fields: Fields): { [Name in keyof Fields]?: NonNullable<Fields[Name]> } {
  const given: { [Name in keyof Fields]?: NonNullable<Fields[Name]> } = {};
  for (const name in fields) {
    const value = fields[name];
    if (value !== null && value !== undefined) given[name] = value;
  }
  return given;
}
