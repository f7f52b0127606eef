import { deviceRegister } from '@handlr/privacy';
import type { Chat } from '../chat-in-progress/chat-events.ts';
import { createJustWritten } from '../session-detection/just-written.ts';
import type { BrowserAreas } from '../storage/browser-areas.ts';
import { attachMedia } from '../storage/attach-media.ts';
import type { DeviceStorage } from '../storage/device-storage.ts';
import type { Surroundings } from '../surroundings/surroundings.ts';
import type { SharedTransport } from '../transport/shared-transport.ts';
import type { VisitHistory } from '../visit-history/visit-history.ts';
import type { VisitorEmail } from '../visitor-email/visitor-email-view.ts';
import { createConsentRecord } from './consent-record.ts';
import type { ConsentCore, ConsentEngine, EngineDeps } from './consent-engine.ts';
import { createConsent } from './create-consent.ts';
import { createTeller } from './tell-gateway.ts';

export type ConsentContext = Omit<EngineDeps, 'record' | 'hasChat' | 'hasExchanged'> & {
  readonly chat: Pick<Chat, 'view' | 'proof' | 'isJoining'>;
  readonly storage: DeviceStorage;
  readonly areas: BrowserAreas;
  readonly surroundings: Surroundings;
  readonly ofOthers: SharedTransport['ofOthers'];
  readonly checks: { want(): void };
};

/** Everything about consent that a page does not need before its visitor has written or decided; a chunk of its own. */
export function startConsent(context: ConsentContext): ConsentEngine {
  const { site, chat, storage, surroundings, ofOthers } = context;
  attachMedia(context);
  const record = createConsentRecord(storage, surroundings.nowMs);
  let history: VisitHistory | null = null;
  let isLoading = false;
  let email: VisitorEmail | undefined;

  const consent: ConsentCore = createConsent({
    ...context,
    record,
    hasChat: () => storage.read(deviceRegister.chatInProgress) !== null,
    hasExchanged: () => hasExchanged(chat),
    changed: context.changed,
  });
  const teller = createTeller({
    chat,
    consent,
    record,
    ofOthers,
    surroundings,
    told: context.changed,
    visits: () => history,
  });
  const hasWritten = createJustWritten(chat);
  const unwatchPage = surroundings.watchPage((event) => {
    if (event === 'returned') {
      storage.release();
      consent.returned();
    } else if (event === 'shown') consent.look();
  });
  // What has expired goes, wherever it is, and what a page did not live to remove when it was withdrawn.
  if (record.token() === null) void storage.purge('history');
  else void storage.list();
  update();

  return {
    ...consent,
    update,
    session: () => (consent.get().history ? (history?.session() ?? null) : null),
    async visitorEmail() {
      const { createVisitorEmail } = await import('../visitor-email/visitor-email.ts');
      const capability = (): string | null => storage.read(deviceRegister.chatInProgress)?.capability ?? null;
      return (email ??= createVisitorEmail({ ...context, capability, consent }));
    },
    close() {
      unwatchPage();
      history?.stop();
      teller.close();
      consent.close();
    },
  };

  /** Follows whatever changed: consent, the chat, the page. */
  function update(): void {
    consent.update();
    if (hasWritten()) history?.acted();
    // One token at a time: a second one must not push out the first, which is still to be forgotten elsewhere.
    const isAllowed = consent.get().history && record.withdrawn() === null;
    if (isAllowed && history === null) void loadHistory();
    // Once the session is known: what a check remembers, it remembers of that.
    if (isAllowed && history !== null && site.checks !== undefined) context.checks.want();
    if (!isAllowed) {
      history?.stop();
      history = null;
    }
    teller.update();
  }

  async function loadHistory(): Promise<void> {
    if (isLoading) return;
    isLoading = true;
    const loaded = await import('../visit-history/visit-history.ts').catch(() => null);
    isLoading = false;
    if (loaded === null || !consent.get().history) return;
    history = loaded.createVisitHistory({ site, storage, surroundings, consent, due: () => teller.update() });
    teller.update();
    // More is kept now than before.
    context.changed();
  }
}

function hasExchanged(chat: Pick<Chat, 'view'>): boolean {
  const { messages } = chat.view();
  const isSent = ({ seq }: (typeof messages)[number]): boolean => seq !== null;
  return messages.some((message) => message.isOwn && isSent(message)) && messages.some(({ isOwn }) => !isOwn);
}
