import { checkFlags } from '@handlr/protocol';
import { createBoxMemory } from './box-state/box-memory.ts';
import { createChat } from './chat-in-progress/chat.ts';
import { createChatKey } from './chat-in-progress/chat-key.ts';
import { createChecksDoor } from './check-logic/checks-door.ts';
import { createConsentDoor } from './consent/consent-door.ts';
import { createEmitter } from './emitter.ts';
import type { BoxState, Handlr, HandlrEvents, HandlrState } from './handlr.ts';
import type { SiteIdentity } from './site-configuration.ts';
import { type BrowserAreas, browserAreas } from './storage/browser-areas.ts';
import { createDeviceStorage } from './storage/device-storage.ts';
import { createBrowserSurroundings } from './surroundings/browser-surroundings.ts';
import type { Surroundings } from './surroundings/surroundings.ts';
import { createTabs } from './tabs/tabs.ts';
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
  let box: BoxState = 'closed';
  /** The visitor, or the page, or what was remembered of them, said where the box is. */
  let isPlaced = false;
  let isRestored = false;
  let told: Pick<HandlrState, 'connection' | 'unread'> = { connection: 'idle', unread: 0 };
  let isToldSoon = false;
  let hasJoined = false;

  const { ofChat, ofOthers } = createSharedTransport(createTransport);
  const key = createChatKey(storage, surroundings);
  const chat = createChat({ site, key, surroundings, createTransport: ofChat, emit, changed });
  const checks = createChecksDoor(async () => {
    const { startChecks } = await import('./check-logic/start-checks.ts');
    const consent = door.engine;
    return startChecks({ site, chat, storage, surroundings, tabs, consent, box: () => box, open, on, changed });
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
  const memory = createBoxMemory(storage, door.context, () => key.current() !== null);
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
    state: () => ({ ...chat.view(), box, isRestored, isPersistent: storage.isPersistent() }),
    subscribe(listener) {
      subscribers.add(listener);
      return () => subscribers.delete(listener);
    },
    on,
    off,
    open,
    close: () => move('closed', 'close'),
    minimise: () => move('minimised', 'minimise'),
    set({ name }) {
      if (name !== undefined) chat.setName(name);
    },
    send: chat.send,
    retry: chat.retry,
    discard: chat.discard,
    loadOlder: chat.loadOlder,
    setTyping: chat.setTyping,
    endChat: chat.end,
    startNewChat: chat.startNew,
    async eraseChat() {
      const { eraseChat } = await import('./erasure/erase-chat.ts');
      return eraseChat({ key, chat, ofOthers, surroundings });
    },
    async forgetMe() {
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
      door.engine()?.close();
      checks.engine()?.close();
      chat.close();
      storage.close();
      tabs.close();
      subscribers.clear();
    },
  };

  function open(): void {
    if (box === 'open') return;
    chat.notePage();
    if ((site.checks ?? 0) & (checkFlags.beforeOpening | checkFlags.afterOpening)) checks.want();
    move('open', 'open');
  }

  function move(to: BoxState, event: 'open' | 'close' | 'minimise'): void {
    isPlaced = true;
    isRestored = false;
    if (box === to) return changed();
    box = to;
    updateReading();
    emit(event, {});
  }

  function restore(): void {
    const kept = isPlaced ? null : memory.recall();
    if (kept === null) return;
    isPlaced = true;
    isRestored = true;
    box = kept;
    if (box === 'open') chat.notePage();
    updateReading();
  }

  function updateReading(): void {
    chat.setReading(box === 'open' && surroundings.isPageVisible());
  }

  function changed(): void {
    if (isToldSoon) return;
    isToldSoon = true;
    queueMicrotask(tell);
  }

  /** What depends on the chat and on consent follows them. */
  function follow(): void {
    restore();
    if (isPlaced) memory.keep(box);
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
