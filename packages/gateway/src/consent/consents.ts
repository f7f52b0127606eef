import { type ConsentPolicy, defaultConsentPolicy, type Resolution } from '@handlr/privacy';
import type { Clock } from '@handlr/core';
import { consentPolicyOf, readConsentSettings } from '../site/index.ts';
import type { ChatKey, Store, VisitorKey } from '../storage/index.ts';
import { resolveStatement } from './statement-row.ts';

/** What the gateway itself knows of consent. It never takes a visitor's browser's word for what was decided before. */
export interface Consents {
  policyOf(siteId: string): Promise<ConsentPolicy>;
  ofChat(key: ChatKey): Promise<Resolution>;
  /** Null where the visitor has not agreed to be known. */
  ofVisitor(key: VisitorKey): Promise<{ readonly number: number; readonly resolution: Resolution } | null>;
}

export function createConsents({ store, clock }: { readonly store: Store; readonly clock: Clock }): Consents {
  /** Read anew each time: an operator changes it while the gateway runs. */
  async function policyOf(siteId: string): Promise<ConsentPolicy> {
    const site = await store.findSiteById(siteId);
    return site === null ? defaultConsentPolicy : consentPolicyOf(readConsentSettings(site.consent));
  }

  return {
    policyOf,
    ofChat: async (key) =>
      resolveStatement(await store.findChatConsent(key), await policyOf(key.siteId), clock.nowMs()),
    ofVisitor: async (key) => {
      const row = await store.findVisitorConsent(key);
      if (row === null) return null;
      return { number: row.number, resolution: resolveStatement(row, await policyOf(key.siteId), clock.nowMs()) };
    },
  };
}
