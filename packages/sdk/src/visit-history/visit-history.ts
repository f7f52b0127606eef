import { createCapability } from '@handlr/core';
import { admit, deviceRegister, type VisitHistoryRecord } from '@handlr/privacy';
import {
  isRetryable,
  limits,
  type PayloadOf,
  refusal,
  type ReplyOf,
  type Result,
  type VisitorRequests,
} from '@handlr/protocol';
import type { Proof } from '../chat-in-progress/chat-events.ts';
import type { ConsentEngine } from '../consent/consent-engine.ts';
import type { DeviceStorage } from '../storage/device-storage.ts';
import { reducedPage } from '../surroundings/reduced-page.ts';
import type { Surroundings } from '../surroundings/surroundings.ts';

/*
 * The visits of a visitor who agreed to `history`. Loaded only then, and stopped for good when they agree no more.
 *
 * VIH1  The token is made and kept here before the gateway hears of it, so that it can be withdrawn whatever becomes of the answer.
 * VIH2  A page is reported once each time that it is looked at, reduced; once more when a chat begins on it, which it leads to.
 * VIH3  The newest 50 pages stay on the device, reduced.
 * VIH4  Once stopped it sends nothing and keeps nothing, answers that are under way included.
 */

type Reporting = VisitorRequests['visit:report'];
type Ask = (payload: PayloadOf<Reporting>) => Promise<Result<ReplyOf<Reporting>>>;

export type VisitHistory = {
  /** Whether there is something to report; `chatId` is null outside a chat. */
  isDue(chatId: string | null): boolean;
  report(ask: Ask, proof: Proof | null): Promise<Result<ReplyOf<Reporting>>>;
  stop(): void;
};

type Deps = {
  readonly siteName: string;
  readonly storage: DeviceStorage;
  readonly surroundings: Surroundings;
  readonly consent: Pick<ConsentEngine, 'get' | 'context'>;
};

const { visitHistory, pageTrail } = deviceRegister;

export function createVisitHistory({ siteName, storage, surroundings, consent }: Deps): VisitHistory {
  const { nowMs } = surroundings;
  let isReported = false;
  let isStopped = false;
  /** The chat on this page that the gateway knows to be this visitor's. */
  let chatKnown: string | null = null;

  if (token() === null) {
    const now = nowMs();
    keep({ visitorToken: createCapability(surroundings), visits: 1, firstVisitAt: now, lastVisitAt: now });
  }
  const unwatchPage = surroundings.watchPage((event) => {
    if (event !== 'returned') return;
    isReported = false;
    void follow();
  });
  void follow();

  return {
    isDue: (chatId) => isAllowed() && (!isReported || (chatId !== null && chatId !== chatKnown)),
    async report(ask, proof) {
      // Of two tabs that began at once, the later one made the token.
      const visitorToken = token();
      const page = reducedPage(surroundings.page(), siteName);
      const answer = visitorToken === null ? refusal('withheld') : await ask({ visitorToken, page, ...proof });
      if (answer.ok || !isRetryable(answer.error.code)) {
        isReported = true;
        chatKnown = proof?.chatId ?? chatKnown;
      }
      if (answer.ok && visitorToken !== null && token() === visitorToken) keep({ visitorToken, ...answer.value });
      return answer;
    },
    stop() {
      isStopped = true;
      unwatchPage();
    },
  };

  function token(): string | null {
    return storage.read(visitHistory)?.visitorToken ?? null;
  }

  function keep(record: VisitHistoryRecord): void {
    if (isAllowed()) storage.write(visitHistory, admit(visitHistory, record, consent.context(visitHistory)));
  }

  /** VIH3 */
  async function follow(): Promise<void> {
    const { url, title } = reducedPage(surroundings.page(), siteName);
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
