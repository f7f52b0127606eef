import { mayIdentify } from './identifying-text.ts';
import { parseUrl } from './parse-url.ts';

// Addresses; the names that some networks make of them (203-0-113-9.example.net); what is longer than DNS allows.
const refused = /^\[|(\d+[-.]){3}\d|.{254}/;

/**
 * The host that a visitor came from, in lower case, without port, path or user information, and without labels that look
 * like tokens. A host alone is left as it is. '' for anything but http and https, for addresses and for bare machine names.
 */
export function minimiseReferrer(referrer: string): string {
  const { hostname = '' } = parseUrl(/[/@:]/.test(referrer) ? referrer : 'http://' + referrer);
  // Punycode looks like a token, and is not.
  const labels = hostname.split('.').filter((label) => label.startsWith('xn--') || !mayIdentify(label));
  return labels.length < 2 || refused.test(hostname) ? '' : labels.join('.');
}
