import type { Choice } from '@handlr/protocol';
import { admit, consentWithoutDecision, deviceRegister, type EffectiveConsent } from '@handlr/privacy';
import type { DeviceStorage } from '@handlr/sdk';

const consent: EffectiveConsent = {
  ...consentWithoutDecision({ chatOpened: true }),
  history: true,
  functionality: true,
  contact: true,
};

/** Writes one record of each entry that is named, admitted at that time. */
export function writeRecords(storage: DeviceStorage, nowMs: number, history: Choice = 'granted') {
  const context = { consent, nowMs };
  const visitorToken = 't'.repeat(43);
  const decision = {
    number: 1,
    choices: { history },
    overGpc: false,
    method: 'dialog',
    policyVersion: 1,
    language: 'en',
    decidedAt: nowMs,
  } as const;
  const visits = { visitorToken, visits: 3, firstVisitAt: 1, lastVisitAt: 2 };
  const page = { pageUrl: 'https://shop.example/', pageTitle: '', at: 1 };
  const { chatInProgress, boxNow, boxState, visitHistory, pageTrail, withdrawal, visitorEmail } = deviceRegister;
  const contact = { email: 'ada@example.com', telephone: '' };
  return {
    chatInProgress: () => storage.write(chatInProgress, admit(chatInProgress, { capability: 'c'.repeat(43) }, context)),
    boxNow: () => storage.write(boxNow, admit(boxNow, { box: 'open' }, context)),
    boxState: () => storage.write(boxState, admit(boxState, { box: 'open' }, context)),
    consent: () => storage.write(deviceRegister.consent, admit(deviceRegister.consent, decision, context)),
    withdrawal: () => storage.write(withdrawal, admit(withdrawal, { visitorToken }, context)),
    visitHistory: () => storage.write(visitHistory, admit(visitHistory, visits, context)),
    pageTrail: () => storage.write(pageTrail, admit(pageTrail, { pages: [page] }, context)),
    visitorEmail: () => storage.write(visitorEmail, admit(visitorEmail, contact, context)),
  };
}
