import { parse } from 'bowser';

/** Ordinary headers are half as long; what follows cannot change which browser it is. */
const maxHeaderLength = 512;

/** Families that are common enough to say nothing about who somebody is: as bowser calls them, as we do. */
const families = new Map([
  ['Chrome', 'Chrome'],
  ['Chromium', 'Chrome'],
  ['Firefox', 'Firefox'],
  ['Safari', 'Safari'],
  ['Microsoft Edge', 'Edge'],
  ['Opera', 'Opera'],
  ['Opera Touch', 'Opera'],
  ['Samsung Internet for Android', 'Samsung Internet'],
  ['Android Browser', 'Android Browser'],
]);

/** Family is `Other` for what is not on the list; major is at most four digits, '' when unknown. */
export type BrowserFamily = { readonly family: string; readonly major: string };

/** A User-Agent header, reduced to family and major version. Never throws. */
export function minimiseUserAgent(header: string): BrowserFamily {
  const browser = readBrowser(header.slice(0, maxHeaderLength));
  const family = families.get(browser.name ?? '');
  if (family === undefined) return { family: 'Other', major: '' };
  return { family, major: /^\d{1,4}(?=\.|$)/.exec(browser.version ?? '')?.[0] ?? '' };
}

function readBrowser(header: string): { readonly name?: string | undefined; readonly version?: string | undefined } {
  try {
    return parse(header).browser;
  } catch {
    return {};
  }
}
