import { cookieName } from './device-key.ts';
import type { Area } from './lasting-area.ts';

/** Browsers promise 4,096 bytes for a cookie with its name; what is longer is dropped without a word. */
const cookieLength = 4_000;

/**
 * First-party cookies that the subdomains of a site share, read and written like a storage. A cookie goes when its record
 * expires, and is sent to the site with each request, so only what the subdomains must share is kept in one.
 * @param domain such as `shop.example`
 */
export function createCookieArea(domain: string, page: Pick<Document, 'cookie'>, nowMs: () => number): Area {
  const write = (key: string, value: string, maxAgeSeconds: number): void => {
    const attributes = [`Domain=${domain}`, 'Path=/', `Max-Age=${maxAgeSeconds}`, 'SameSite=Lax'];
    if (globalThis.location?.protocol === 'https:') attributes.push('Secure');
    page.cookie = [`${cookieName(key)}=${value}`, ...attributes].join('; ');
  };

  return {
    getItem: getCookie,
    setItem(key, text) {
      const value = encodeURIComponent(text);
      if (value.length > cookieLength) throw new RangeError('Too long for a cookie');
      write(key, value, Math.ceil((expiryOf(text) - nowMs()) / 1000));
    },
    removeItem: (key) => write(key, '', 0),
  };

  function getCookie(key: string): string | null {
    const start = `${cookieName(key)}=`;
    const found = page.cookie.split('; ').find((cookie) => cookie.startsWith(start));
    return found === undefined ? null : decodeURIComponent(found.slice(start.length));
  }
}

function expiryOf(text: string): number {
  return JSON.parse(text).expiresAt;
}
