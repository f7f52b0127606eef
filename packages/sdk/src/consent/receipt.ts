import type { Decision } from '@handlr/privacy';
import type { Jurisdiction } from '@handlr/protocol';
import type { SiteIdentity } from '../site-configuration.ts';
import type { ConsentReceipt } from './consent.ts';

/** What the visitor may keep of their decision. (After the Kantara Consent Receipt 1.1, without an identifier.) */
export function receiptOf(decision: Decision, jurisdiction: Jurisdiction, site: SiteIdentity): ConsentReceipt {
  const { policyVersion, language, choices, decidedAt, method } = decision;
  const { controller = site.name, processor = null, contact = null } = site.consent ?? {};
  return {
    policyVersion,
    language,
    purposes: choices,
    decidedAt: new Date(decidedAt).toISOString(),
    method,
    jurisdiction,
    controller,
    processor,
    contact,
    howToWithdraw: 'Open the chat, then “Your privacy”, and switch it off. It takes effect at once.',
  };
}
