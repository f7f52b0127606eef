import type { CheckOrigin } from '@handlr/core';
import { campaignFields, type Capability } from '@handlr/protocol';
import type { PageFacts } from './page-facts.ts';

export function createBrowserFacts(): PageFacts {
  return {
    read: () => ({
      origin: pageOrigin(),
      scrollPercent: scrollPercent(),
      languages: navigator.languages,
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      capabilities: capabilities(),
    }),
    watch(listener) {
      const listening = new AbortController();
      const options = { signal: listening.signal, passive: true, capture: true };
      addEventListener('scroll', () => listener('scrolled'), options);
      for (const name of ['pointerdown', 'pointermove', 'keydown', 'touchstart', 'wheel']) {
        addEventListener(name, () => listener('acted'), options);
      }
      document.documentElement.addEventListener(
        'mouseleave',
        ({ clientY }) => {
          if (clientY <= 0) listener('left-top');
        },
        options,
      );
      return () => listening.abort();
    },
    async fetchJson(url) {
      const answer = await fetch(url, { credentials: 'omit', referrerPolicy: 'no-referrer' });
      if (!answer.ok) throw new Error(`${answer.status} for the checks of this site`);
      return answer.json();
    },
  };
}

function pageOrigin(): CheckOrigin {
  const query = new URLSearchParams(location.search);
  const campaign = campaignFields.flatMap((field) => {
    const value = query.get(`utm_${field}`);
    return value === null ? [] : [[field, value.slice(0, 100)]];
  });
  return { referrerHost: referrerHost(), campaign: Object.fromEntries(campaign) };
}

function referrerHost(): string | null {
  const url = URL.parse(document.referrer);
  return url === null || url.host === location.host ? null : url.hostname;
}

function scrollPercent(): number {
  const { scrollHeight } = document.documentElement;
  return Math.min(100, Math.round(((scrollY + innerHeight) / Math.max(1, scrollHeight)) * 100));
}

function capabilities(): Capability[] {
  const fits = (query: string): boolean => matchMedia(query).matches;
  const found: { readonly [C in Capability]: boolean } = {
    touch: fits('(any-pointer: coarse)'),
    mouse: fits('(any-hover: hover)'),
    'small-screen': fits('(max-width: 479.98px), (max-height: 419.98px)'),
    storage: navigator.cookieEnabled,
    dark: fits('(prefers-color-scheme: dark)'),
    'reduced-motion': fits('(prefers-reduced-motion: reduce)'),
  };
  const names: readonly Capability[] = ['touch', 'mouse', 'small-screen', 'storage', 'dark', 'reduced-motion'];
  return names.filter((name) => found[name]);
}
