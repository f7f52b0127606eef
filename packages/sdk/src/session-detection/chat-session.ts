import { lateDeviceRegister } from '@handlr/privacy';
import type { SessionPolicy } from '@handlr/protocol';
import type { Chat } from '../chat-in-progress/chat-events.ts';
import type { ConsentEngine } from '../consent/consent-engine.ts';
import type { DeviceStorage } from '../storage/device-storage.ts';
import type { Surroundings } from '../surroundings/surroundings.ts';
import { createSessionKeeper } from './session-keeper.ts';

/*
 * Sessions inside a chat, under the purpose of the chat itself: they know of no visit, campaign or page.
 *
 * SES9  A chat that goes on has sessions of its own, also for visitors who refused everything else.
 * SES10 They are forgotten with the chat.
 */

type Deps = {
  readonly policy: SessionPolicy;
  readonly chat: Pick<Chat, 'view' | 'proof'>;
  readonly storage: DeviceStorage;
  readonly surroundings: Pick<Surroundings, 'nowMs'>;
  readonly consent: Pick<ConsentEngine, 'get' | 'context'>;
};

const entry = lateDeviceRegister.chatSession;

/** To be told whenever the chat may have changed. Answers whether the visitor has just written. */
export function createChatSession({ chat, storage, ...deps }: Deps): () => boolean {
  const keeper = createSessionKeeper({ ...deps, entry, storage });
  let proved: object | null = null;
  let written = 0;

  return () => {
    const { phase, messages } = chat.view();
    const isOn = phase === 'waiting' || phase === 'active';
    const ownNow = messages.filter(({ isOwn }) => isOwn).length;
    const hasWritten = ownNow > written && proved !== null;
    const proof = chat.proof();
    written = ownNow;
    if (isOn && proof !== null && (proof !== proved || hasWritten)) keeper.sign({ campaign: '' });
    if (!isOn && proved !== null && storage.holds(entry)) storage.remove(entry);
    proved = isOn ? (proof ?? proved) : null;
    return hasWritten;
  };
}
