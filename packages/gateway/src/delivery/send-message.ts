import { admit, type EffectiveConsent, gatewayRegister } from '@handlr/privacy';
import { type Audience, type Message, refusal, type Result, success } from '@handlr/protocol';
import { streamRoom } from '../connection/rooms.ts';
import type { Performed } from '../inbound.ts';
import { announceChat } from '../inbox/chat-summary.ts';
import type { Services } from '../services.ts';
import type { AppendOutcome, ChatKey } from '../storage/index.ts';
import { messageOnWire } from './message-on-wire.ts';

export type Draft = {
  readonly key: ChatKey;
  readonly audience: Audience;
  /** `visitor`, or the agent's id. */
  readonly sender: string;
  readonly messageId: string;
  readonly body: string;
  readonly consent: EffectiveConsent;
  /** The socket that is answered by the acknowledgement and needs no notice. */
  readonly connectionId: string;
};

/** Stores a message once and tells everybody else in the stream. Whether it was stored before or now, the sender gets the same answer (C2). */
export async function sendMessage(
  services: Services,
  { key, audience, sender, messageId, body, consent, connectionId }: Draft,
): Promise<Performed<{ epoch: string; message: Message }>> {
  const { store, fanout, directory, clock } = services;
  const nowMs = clock.nowMs();
  const admitted = admit(
    gatewayRegister.messages,
    { ...key, audience, sender, messageId, body, sentAt: nowMs },
    { consent, nowMs },
  );
  const appended = await store.appendMessage(admitted);
  const stored = storedMessage(appended);
  if (!stored.ok) return { result: stored };
  const { epoch } = store;
  const message = await messageOnWire(stored.value, directory);
  return {
    result: success({ epoch, message }),
    announce: async () => {
      if (appended.outcome !== 'stored') return;
      const { chatId } = key;
      fanout.publish(streamRoom(key, audience), 'message:new', { chatId, audience, epoch, message }, connectionId);
      if (audience === 'public') await announceChat(services, key, stored.value);
    },
  };
}

function storedMessage(appended: AppendOutcome) {
  switch (appended.outcome) {
    case 'stored':
    case 'replayed':
      return success(appended.message);
    case 'conflict':
    case 'ended':
    case 'not-found':
      return refusal(appended.outcome) satisfies Result<never>;
  }
}
