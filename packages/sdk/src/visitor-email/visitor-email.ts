import {
  type Contact,
  type ContactEffect,
  type ContactEvent,
  type ContactProblem,
  emptyContactForm,
  stepContactForm,
} from '@handlr/core';
import { admit, lateDeviceRegister } from '@handlr/privacy';
import { type ErrorCode, refusal, type Result, success } from '@handlr/protocol';
import { sealContact } from '@handlr/vault';
import type { Chat } from '../chat-in-progress/chat-events.ts';
import { inProvedChat } from '../chat-in-progress/in-proved-chat.ts';
import type { ConsentCore } from '../consent/consent-engine.ts';
import type { SiteIdentity } from '../site-configuration.ts';
import type { DeviceStorage } from '../storage/device-storage.ts';
import type { Surroundings } from '../surroundings/surroundings.ts';
import type { SharedTransport } from '../transport/shared-transport.ts';
import type { VisitorEmail } from './visitor-email-view.ts';
import { type FetchStatement, fetchStatement, findContactKey } from './contact-key.ts';

/*
 * The e-mail address that the visitor leaves with the chat. Loaded when they ask for the field.
 *
 * EML18  It leaves the browser sealed, or not at all: to a key that the pinned identity signed, for this site and this chat.
 * EML19  What was left is known here for as long as the page and its chat live. The device keeps it only with `contact`.
 * EML20  Nothing is asked of the gateway about contacts before the visitor asks for the field.
 */

type Deps = {
  readonly site: SiteIdentity;
  /** Of the chat that this device is in. */
  capability(): string | null;
  readonly chat: Pick<Chat, 'proof'>;
  readonly ofOthers: SharedTransport['ofOthers'];
  readonly storage: Pick<DeviceStorage, 'load' | 'write' | 'remove'>;
  readonly surroundings: Pick<Surroundings, 'nowMs' | 'after' | 'bytes'>;
  readonly consent: Pick<ConsentCore, 'get' | 'decide' | 'context'>;
  changed(): void;
  readonly ask?: FetchStatement;
};

const entry = lateDeviceRegister.visitorEmail;

export function createVisitorEmail(deps: Deps): VisitorEmail {
  const { site, capability, storage, surroundings, consent, changed, ask = fetchStatement } = deps;
  let form = emptyContactForm;
  let ofChat = capability();

  return {
    view() {
      forgetOtherChat();
      return form;
    },
    async look() {
      const looked = await inChat((request, proof) => request('contact:look', proof));
      if (looked.ok) report({ type: 'looked', isLeft: looked.value.leftAt !== null });
    },
    recall: async () => (consent.get().contact ? storage.load(entry) : null),
    leave(leaving) {
      if (leaving.remember && !consent.get().contact) {
        consent.decide({ contact: 'granted' }, { method: 'dialog', byName: true });
      }
      report({ type: 'left', leaving });
    },
    remove: () => report({ type: 'removed' }),
    undo: () => report({ type: 'undone' }),
  };

  function report(event: ContactEvent): void {
    forgetOtherChat();
    const [next, effects] = stepContactForm(form, event, surroundings.nowMs());
    form = next;
    effects.forEach(perform);
    changed();
  }

  function perform(effect: ContactEffect): void {
    switch (effect.type) {
      case 'send':
        return void send(effect.contact).then(answered(ofChat));
      case 'send-removal':
        return void inChat((request, proof) => request('contact:remove', proof))
          .then(problemOf)
          .then(answered(ofChat));
      case 'remember':
        return remember(effect.contact);
      case 'forget':
        return storage.remove(entry);
      case 'lapse':
        return void surroundings.after(effect.atMs - surroundings.nowMs(), () => report({ type: 'lapsed' }));
    }
  }

  /** EML18 */
  async function send(contact: Contact): Promise<ContactProblem | null> {
    const found = await findContactKey(site, ask, surroundings.nowMs());
    if (typeof found === 'string') return found;
    const { epoch, boxKey } = found;
    const sent = await inChat(async (request, { chatId }) => {
      const place = { site: site.siteKey, epoch, chat: chatId };
      const sealed = seal(() => sealContact(contact, place, boxKey, surroundings.bytes));
      return sealed.ok ? request('contact:set', { chatId, sealed: sealed.value }) : sealed;
    });
    return problemOf(sent);
  }

  /** EML19: the gate asks the consent that is in force when it is kept. */
  function remember({ email, telephone }: Contact): void {
    if (!consent.get().contact) return;
    storage.write(entry, admit(entry, { email, telephone }, consent.context(entry)));
  }

  /** What is answered about a chat that is not this one any more says nothing of this one. */
  function answered(asked: string | null): (problem: ContactProblem | null) => void {
    return (problem) => {
      if (asked === capability()) report({ type: 'answered', problem });
    };
  }

  function forgetOtherChat(): void {
    const now = capability();
    if (now !== ofChat) form = emptyContactForm;
    ofChat = now;
  }

  function inChat<Value>(run: Parameters<typeof inProvedChat<Value>>[2]): Promise<Result<Value>> {
    const asked = capability();
    return asked === null ? Promise.resolve(refusal('not-found')) : inProvedChat(deps, asked, run);
  }
}

/** What does not fit is the only thing that can go wrong here: the key was looked at before. */
function seal(run: () => string): Result<string> {
  try {
    return success(run());
  } catch {
    return refusal('invalid');
  }
}

function problemOf(answer: Result<unknown>): ContactProblem | null {
  return answer.ok ? null : (problems[answer.error.code] ?? 'offline');
}

const problems: { readonly [Code in ErrorCode]?: ContactProblem } = { 'not-found': 'no-chat', invalid: 'too-long' };
