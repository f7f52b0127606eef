import type { Choice } from '@handlr/protocol';
import { admit, consentWithoutDecision, wholeDeviceRegister, type EffectiveConsent } from '@handlr/privacy';
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
  const { ban, chatInProgress, boxNow, boxState, draft, visitHistory, pageTrail, withdrawal, transcriptPosition } =
    wholeDeviceRegister;
  const position = { chatId: 'chat-0', anchorSeq: 1, offsetPx: 0, readSeq: 1, renderedSeq: 1 };
  const arrival = { entryUrl: 'https://shop.example/', referrerHost: null, campaign: null, clickId: null };
  const sessionNow = { number: 1, began: 'first', lastActiveAt: nowMs, campaign: '' } as const;
  const { pageTime, origin, session, promptDismissal, promptHistory, firedChecks, visitorEmail } = wholeDeviceRegister;
  const prompts = {
    prompts: [],
    dismissedAt: 1,
    chattedAt: null,
    session: 1,
    visitBeganAt: 1,
    seenAt: 1,
    earlierVisitAt: null,
  };
  const fired = { visit: [], session: 1, visitor: ['welcome'] };
  const contact = { email: 'ada@example.com', telephone: '' };
  return {
    ban: () => storage.write(ban, admit(ban, { closedUntil: nowMs + 60_000 }, context)),
    chatInProgress: () => storage.write(chatInProgress, admit(chatInProgress, { capability: 'c'.repeat(43) }, context)),
    boxNow: () => storage.write(boxNow, admit(boxNow, { box: 'open', place: null }, context)),
    boxState: () => storage.write(boxState, admit(boxState, { box: 'open', place: null }, context)),
    draft: () => storage.write(draft, admit(draft, { text: 'Is it', caret: 2, topic: '', kind: 'chat' }, context)),
    transcriptPosition: () => storage.write(transcriptPosition, admit(transcriptPosition, position, context)),
    consent: () => storage.write(wholeDeviceRegister.consent, admit(wholeDeviceRegister.consent, decision, context)),
    withdrawal: () => storage.write(withdrawal, admit(withdrawal, { visitorToken }, context)),
    visitHistory: () => storage.write(visitHistory, admit(visitHistory, visits, context)),
    pageTime: () => storage.write(pageTime, admit(pageTime, { viewId: 'v'.repeat(22), seconds: 9 }, context)),
    origin: () => storage.write(origin, admit(origin, { visit: arrival, first: arrival }, context)),
    session: () => storage.write(session, admit(session, sessionNow, context)),
    promptDismissal: () => storage.write(promptDismissal, admit(promptDismissal, { dismissed: true }, context)),
    promptHistory: () => storage.write(promptHistory, admit(promptHistory, prompts, context)),
    firedChecks: () => storage.write(firedChecks, admit(firedChecks, fired, context)),
    pageTrail: () => storage.write(pageTrail, admit(pageTrail, { pages: [page] }, context)),
    visitorEmail: () => storage.write(visitorEmail, admit(visitorEmail, contact, context)),
  };
}
