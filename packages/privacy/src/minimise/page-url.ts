import { decodeFully, mayIdentify } from './identifying-text.ts';
import { parseUrl } from './parse-url.ts';

/** UTF-16 code units of a minimised address. */
export const minimisedUrlLength = 256;

// What follows these names somebody, proves who somebody is, or was typed by somebody: "u", "my-account", "resetPassword".
const leadsToPerson =
  /^(u|q|s|me|people)$|(user|account|profile|member|customer|client|person|order)s?(id|name)?$|reset|verif|confirm|activat|invit|unsub|token|magic|passw|login|auth|mail|search/i;

/**
 * Origin and path of a web address, without what could identify the visitor: query, fragment, user information and
 * matrix parameters are gone, the rest is decoded, and each path segment that could name a person or hold a secret is `…`.
 * At most 256 UTF-16 code units, cut between segments. '' unless it is an http or https address.
 */
export function minimisePageUrl(url: string): string {
  const { origin = '', pathname = '' } = parseUrl(url);
  let path = '';
  let isPersonNext = false;
  for (const segment of pathname.split('/').slice(1)) {
    const text = decodeFully(segment).replace(/;[^]*/, '').trim();
    const kept = text && (isPersonNext || mayIdentify(text)) ? '…' : text;
    if ((origin + path + kept).length >= minimisedUrlLength) break;
    path += '/' + kept;
    if (text) isPersonNext = leadsToPerson.test(text);
  }
  return path && origin + path;
}
