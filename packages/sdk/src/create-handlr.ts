import { checkFlags } from '@handlr/protocol';
import { closedUntil } from './ban/closed-door.ts';
import { createBoxMemory } from './box-state/box-memory.ts';
import { createChat } from './chat-in-progress/chat.ts';
import { createChatKey } from './chat-in-progress/chat-key.ts';
import { createChecksDoor } from './check-logic/checks-door.ts';
import { createConsentDoor } from './consent/consent-door.ts';
import { createDraft } from './draft/draft.ts';
import { createEmitter } from './emitter.ts';
import type { BoxState, BoxStateRecord, Handlr, HandlrEvents, HandlrState } from './handlr.ts';
import type { SiteIdentity } from './site-configuration.ts';
import { type BrowserAreas, browserAreas } from './storage/browser-areas.ts';
import { createDeviceStorage } from './storage/device-storage.ts';
import { createBrowserSurroundings } from './surroundings/browser-surroundings.ts';
import type { Surroundings } from './surroundings/surroundings.ts';
import { createTabs } from './tabs/tabs.ts';
import { createPositionRecord } from './transcript-position/position-record.ts';
import { createSharedTransport } from './transport/shared-transport.ts';
import { createSocketTransport } from './transport/socket-transport.ts';
import type { CreateTransport } from './transport/transport.ts';

export type HandlrOptions = {
  readonly site: SiteIdentity;
  /** The outside world; the browser's unless a test brings its own. */
  readonly surroundings?: Surroundings;
  readonly areas?: BrowserAreas;
  readonly createTransport?: CreateTransport;
};

/**
 * Makes the chat of one site. Nothing is sent or kept until the visitor writes; where this device holds a chat that goes on,
 * it is resumed.
 */
export function createHandlr({
  site,
  surroundings = createBrowserSurroundings(),
  areas = browserAreas,
  createTransport = (listener) => createSocketTransport({ ...site, surroundings }, listener),
}: HandlrOptions): Handlr {
  const { on, off, emit } = createEmitter<HandlrEvents>();
  const tabs = createTabs(site.siteKey, surroundings);
  const storage = createDeviceStorage({ siteKey: site.siteKey, nowMs: surroundings.nowMs, tabs, areas });
  const subscribers = new Set<() => void>();
  let left: BoxStateRecord = { box: 'closed', place: null };
  /** The visitor, or the page, or what was remembered of them, said where the box is. */
  let isPlaced = false;
  let isRestored = false;
  let hasPlace = false;
  let told: Pick<HandlrState, 'connection' | 'unread'> = { connection: 'idle', unread: 0 };
  let isToldSoon = false;
  let hasJoined = false;

  const { ofChat, ofOthers, knock } = createSharedTransport(createTransport, storage, changed);
  const key = createChatKey(storage, surroundings);
  const chat = createChat({ site, key, surroundings, createTransport: ofChat, emit, changed });
  tabs.on('forgotten', chat.forgottenElsewhere);
  const checks = createChecksDoor(async () => {
    const { startChecks } = await import('./check-logic/start-checks.ts');
    const consent = door.engine;
    return startChecks({ site, chat, storage, surroundings, tabs, consent, box: () => left.box, open, on, changed });
  }, changed);
  const door = createConsentDoor({
    site,
    storage,
    nowMs: surroundings.nowMs,
    changed,
    tabs,
    start: async (early) => {
      const { startConsent } = await import('./consent/start-consent.ts');
      return startConsent({
        site,
        early,
        chat,
        storage,
        areas,
        surroundings,
        tabs,
        ofOthers,
        on,
        emit,
        changed,
        checks,
      });
    },
  });
  const subscribe = (listener: () => void) => {
    subscribers.add(listener);
    return () => subscribers.delete(listener);
  };
  const draft = createDraft({ storage, surroundings, tabs, viewChat: chat.view, subscribe, changed });
  const memory = createBoxMemory({
    storage,
    tabs,
    contextOf: door.context,
    hasReason: () => key.current() !== null || draft.has(),
    heard: (change) => adopt({ ...left, ...change }),
  });
  const position = createPositionRecord(storage, key, surroundings);
  const unwatchPage = surroundings.watchPage(updateReading);
  restore();
  if (door.isNeeded()) door.want();

  return {
    get consent() {
      return door.engine();
    },
    get checks() {
      return checks.engine();
    },
    values: checks.values,
    loadConsent: door.load,
    setConsent: door.set,
    draft,
    state: () => ({
      ...chat.view(),
      ...left,
      isRestored,
      isPersistent: storage.isPersistent(),
      closedUntil: closedUntil(storage),
    }),
    knock,
    subscribe,
    on,
    off,
    open,
    close: () => move('closed', 'close'),
    minimise: (here) => move('minimised', 'minimise', here),
    arrange(place) {
      hasPlace = true;
      left = { ...left, place };
      memory.tell({ place });
      changed();
    },
    set({ name }) {
      if (name !== undefined) chat.setName(name);
    },
    send: chat.send,
    retry: chat.retry,
    discard: chat.discard,
    loadOlder: chat.loadOlder,
    setShown: chat.setShown,
    async followTranscript(sight) {
      const { followTranscript } = await import('./transcript-position/follow-transcript.ts');
      return followTranscript({ record: position, chat, surroundings, sight });
    },
    setTyping: chat.setTyping,
    endChat: chat.end,
    startNewChat: chat.startNew,
    async eraseChat() {
      const { eraseChat } = await import('./erasure/erase-chat.ts');
      return eraseChat({ key, chat, draft, tabs, ofOthers, surroundings });
    },
    async forgetMe() {
      draft.clear();
      tabs.tell('forgotten', null);
      await chat.forget();
      if (door.isNeeded()) await door.load();
      await door.engine()?.forget();
    },
    async keptOnDevice() {
      if (door.isNeeded()) await door.load();
      const { describeKept } = await import('./storage/describe-kept.ts');
      return describeKept(storage);
    },
    destroy() {
      unwatchPage();
      draft.close();
      door.engine()?.close();
      checks.engine()?.close();
      chat.close();
      storage.close();
      tabs.close();
      subscribers.clear();
    },
  };

  function open(): void {
    if (left.box === 'open') return;
    noteOpening();
    move('open', 'open');
  }

  /** By the visitor, or again as it was left. */
  function noteOpening(): void {
    if ((site.checks ?? 0) & (checkFlags.beforeOpening | checkFlags.afterOpening)) checks.want();
    chat.notePage();
  }

  function move(to: BoxState, event: 'open' | 'close' | 'minimise', here?: unknown): void {
    isPlaced = true;
    isRestored = false;
    if (left.box === to) return changed();
    left = { ...left, box: to };
    if (here !== 'here') memory.tell({ box: to });
    updateReading();
    emit(event, {});
  }

  function restore(): void {
    const kept = isPlaced && hasPlace ? null : memory.recall();
    if (kept === null) return;
    if (!isPlaced) return adopt(kept);
    // The visitor was faster: where the box stands is all that is restored.
    hasPlace = true;
    left = { ...left, place: left.place ?? kept.place };
  }

  /** As it was left, on an earlier page or in another tab. */
  function adopt(kept: BoxStateRecord): void {
    isPlaced = true;
    isRestored ||= kept.box !== left.box;
    hasPlace ||= kept.place !== null;
    if (kept.box === 'open' && left.box !== 'open') noteOpening();
    left = kept;
    updateReading();
  }

  function updateReading(): void {
    chat.setReading(left.box === 'open' && surroundings.isPageVisible());
  }

  function changed(): void {
    if (isToldSoon) return;
    isToldSoon = true;
    queueMicrotask(tell);
  }

  /** What depends on the chat and on consent follows them. */
  function follow(): void {
    restore();
    if (isPlaced) memory.keep(left);
    position.follow();
    // The visitor has written, so there is something to ask them about.
    if (chat.proof() !== null && !hasJoined) {
      hasJoined = true;
      door.want();
    }
    door.engine()?.update();
    checks.engine()?.update();
  }

  /** Once for everything that changed together. */
  function tell(): void {
    isToldSoon = false;
    follow();
    const { connection, unread } = chat.view();
    const before = told;
    told = { connection, unread };
    if (connection !== before.connection) emit('connection', { state: connection });
    if (unread !== before.unread) emit('unread', { count: unread });
    for (const listener of subscribers) listener();
  }
}
