import type { Channel, PageEvent, Surroundings } from './surroundings.ts';

export function createBrowserSurroundings(): Surroundings {
  return {
    nowMs: () => Date.now(),
    bytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    chance: () => Math.random(),
    after: (delayMs, run) => {
      const timer = setTimeout(run, delayMs);
      return () => clearTimeout(timer);
    },
    page: () => ({ url: location.href, title: document.title }),
    referrer: () => document.referrer,
    isPageVisible: () => document.visibilityState === 'visible',
    watchPage,
    hasGpc: () => Reflect.get(navigator, 'globalPrivacyControl') === true,
    openChannel,
  };
}

function openChannel(name: string, heard: (message: unknown) => void): Channel | null {
  if (!('BroadcastChannel' in window)) return null;
  const channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }) => heard(data);
  return { post: (message) => channel.postMessage(message), close: () => channel.close() };
}

function watchPage(listener: (event: PageEvent) => void): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  document.addEventListener('visibilitychange', () => listener(document.hidden ? 'hidden' : 'shown'), { signal });
  addEventListener('pagehide', () => listener('left'), { signal });
  addEventListener('pageshow', ({ persisted }) => persisted && listener('returned'), { signal });
  addEventListener('online', () => listener('online'), { signal });
  return () => listening.abort();
}
