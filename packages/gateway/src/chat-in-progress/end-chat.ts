import { admitChange, type EffectiveConsent, gatewayRegister } from '@handlr/privacy';
import { type ChatFacts, refusal, success } from '@handlr/protocol';
import { streamRoom } from '../connection/rooms.ts';
import type { Performed } from '../inbound.ts';
import { announceChat } from '../inbox/chat-summary.ts';
import type { Services } from '../services.ts';
import type { ChatKey, StoredChat } from '../storage/index.ts';
import { noChat } from '../visit-history/announce-visitors.ts';
import { chatFacts } from './chat-facts.ts';

/** Ends a chat for both sides. Ending it twice answers the same facts. */
export async function endChat(
  services: Services,
  key: ChatKey,
  consent: EffectiveConsent,
): Promise<Performed<ChatFacts>> {
  const { store, clock } = services;
  const nowMs = clock.nowMs();
  const change = admitChange(gatewayRegister.chats, { state: 'ended', endedAt: nowMs }, { consent, nowMs });
  const ended = await store.changeChat(key, change, ['waiting', 'active']);
  noChat(services, key);
  return ended === null ? answerAsItIs(services, key) : answerChanged(services, ended);
}

/** Answers the chat's new facts, and tells everybody in it and the inboxes. */
export async function answerChanged(services: Services, chat: StoredChat): Promise<Performed<ChatFacts>> {
  const facts = await chatFacts(chat, services.directory);
  return {
    result: success(facts),
    announce: async () => {
      services.fanout.publish(streamRoom(chat, 'public'), 'chat:changed', facts);
      await announceChat(services, chat);
    },
  };
}

async function answerAsItIs({ store, directory }: Services, key: ChatKey): Promise<Performed<ChatFacts>> {
  const chat = await store.findChat(key);
  return { result: chat === null ? refusal('not-found') : success(await chatFacts(chat, directory)) };
}
