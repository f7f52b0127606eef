import { createChat } from './chat-in-progress/chat.ts';
import { createChatKey } from './chat-in-progress/chat-key.ts';
import { createEmitter } from './emitter.ts';
import type { BoxState, Handlr, HandlrEvents, HandlrState } from './handlr.ts';
import type { SiteIdentity } from './site-configuration.ts';
import { createDeviceStorage, type DeviceStorage } from './storage/device-storage.ts';
import { createBrowserSurroundings } from './surroundings/browser-surroundings.ts';
import type { Surroundings } from './surroundings/surroundings.ts';
import { createSocketTransport } from './transport/socket-transport.ts';
import type { CreateTransport } from './transport/transport.ts';

export type HandlrOptions = {
  readonly site: SiteIdentity;
  /** The outside world; the browser's unless a test brings its own. */
  readonly surroundings?: Surroundings;
  readonly storage?: DeviceStorage;
  readonly createTransport?: CreateTransport;
};

/**
 * Makes the chat of one site. Nothing is sent or kept until the visitor writes; where this device holds a chat that goes on,
 * it is resumed.
 */
export function createHandlr({
  site,
  surroundings = createBrowserSurroundings(),
  storage = createDeviceStorage({ siteKey: site.siteKey, nowMs: surroundings.nowMs }),
  createTransport = (listener) => createSocketTransport({ ...site, surroundings }, listener),
}: HandlrOptions): Handlr {
  const { on, off, emit } = createEmitter<HandlrEvents>();
  const subscribers = new Set<() => void>();
  let box: BoxState = 'closed';
  let told: Pick<HandlrState, 'connection' | 'unread'> = { connection: 'idle', unread: 0 };
  let isToldSoon = false;

  const chat = createChat({
    site,
    key: createChatKey(storage, surroundings),
    surroundings,
    createTransport,
    emit,
    changed,
  });
  const unwatchPage = surroundings.watchPage(updateReading);

  return {
    state: () => ({ ...chat.view(), box, isPersistent: storage.isPersistent() }),
    subscribe(listener) {
      subscribers.add(listener);
      return () => subscribers.delete(listener);
    },
    on,
    off,
    open() {
      if (box === 'open') return;
      chat.notePage();
      move('open', 'open');
    },
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
    forgetMe: chat.forget,
    keptOnDevice: storage.list,
    destroy() {
      unwatchPage();
      chat.close();
      subscribers.clear();
    },
  };

  function move(to: BoxState, event: 'open' | 'close' | 'minimise'): void {
    if (box === to) return;
    box = to;
    updateReading();
    emit(event, {});
  }

  function updateReading(): void {
    chat.setReading(box === 'open' && surroundings.isPageVisible());
  }

  function changed(): void {
    if (isToldSoon) return;
    isToldSoon = true;
    queueMicrotask(tell);
  }

  /** Once for everything that changed together. */
  function tell(): void {
    isToldSoon = false;
    const { connection, unread } = chat.view();
    const before = told;
    told = { connection, unread };
    if (connection !== before.connection) emit('connection', { state: connection });
    if (unread !== before.unread) emit('unread', { count: unread });
    for (const listener of subscribers) listener();
  }
}
