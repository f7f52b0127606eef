import { admit, gatewayRegister } from '@handlr/privacy';
import { refusal, success, visitorRequests } from '@handlr/protocol';
import { authoriseVisitor } from '../authorise.ts';
import type { VisitorPrincipal } from '../connection/principal.ts';
import { operation, type Operations } from '../inbound.ts';
import { announceChat } from '../inbox/chat-summary.ts';
import type { Services } from '../services.ts';

/*
 * The e-mail address that a visitor leaves with a chat. It comes sealed, and nothing here could open it.
 *
 * EML1  Only a sealed box of the one length is taken; whatever else was sent is refused, and kept nowhere.
 * EML2  A chat has one contact: the later takes the place of the earlier.
 * EML3  A visitor leaves, changes and removes the contact of a chat that this socket proved; any other does not exist.
 * EML4  Agents are told that there is one, and never what is in it; who looks again is told only when it was left.
 * EML5  What is removed is gone from the bytes of the database before it is answered, and it goes with an erased chat.
 */
export function visitorEmail(services: Services): Operations<VisitorPrincipal> {
  const { store, clock } = services;
  return {
    'contact:set': operation(visitorRequests['contact:set'], {
      authorise: authoriseVisitor,
      perform: async (key, { sealed }, { principal: { consent } }) => {
        const nowMs = clock.nowMs();
        const contact = admit(gatewayRegister.sealedContacts, { ...key, sealed, leftAt: nowMs }, { consent, nowMs });
        if (!(await store.setContact(contact))) return { result: refusal('not-found') };
        return { result: success(null), announce: () => announceChat(services, key) };
      },
    }),
    'contact:remove': operation(visitorRequests['contact:remove'], {
      authorise: authoriseVisitor,
      perform: async (key) => {
        if (await store.removeContact(key)) await store.scrub();
        return { result: success(null), announce: () => announceChat(services, key) };
      },
    }),
    'contact:look': operation(visitorRequests['contact:look'], {
      authorise: authoriseVisitor,
      perform: async (key) => ({ result: success({ leftAt: (await store.findContact(key))?.leftAt ?? null }) }),
    }),
  };
}
