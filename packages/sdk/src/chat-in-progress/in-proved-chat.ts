import { limits, refusal, type Result, success } from '@handlr/protocol';
import type { Surroundings } from '../surroundings/surroundings.ts';
import type { SharedTransport } from '../transport/shared-transport.ts';
import type { Transport } from '../transport/transport.ts';
import type { Chat, Proof } from './chat-events.ts';

type Deps = {
  readonly chat: Pick<Chat, 'proof'>;
  readonly ofOthers: SharedTransport['ofOthers'];
  readonly surroundings: Pick<Surroundings, 'after'>;
};

/**
 * Asks something in the chat of this key, also where it has ended or nobody answered yet: it is proved for it, and never opened.
 * `unavailable` when the gateway is not reached in time, `not-found` when it has no such chat.
 */
export async function inProvedChat<Value>(
  { chat, ofOthers, surroundings }: Deps,
  capability: string,
  ask: (request: Transport['request'], proof: Proof) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  const { transport, isUp } = connect(ofOthers, surroundings);
  try {
    if (!(await isUp)) return refusal('unavailable');
    const proof = await prove(transport, capability, chat.proof());
    return proof.ok ? await ask(transport.request, proof.value) : proof;
  } finally {
    transport.close();
  }
}

async function prove(transport: Transport, capability: string, known: Proof | null): Promise<Result<Proof>> {
  if (known !== null) return success(known);
  const resumed = await transport.request('chat:resume', { capability, position: null });
  return resumed.ok ? success({ chatId: resumed.value.chat.chatId }) : resumed;
}

function connect(ofOthers: Deps['ofOthers'], { after }: Deps['surroundings']) {
  let settle: (isUp: boolean) => void = () => {};
  const isUp = new Promise<boolean>((resolve) => (settle = resolve));
  const giveUp = after(limits.answerTimeoutMs, () => settle(false));
  const transport = ofOthers({
    connected: () => settle(true),
    // It is tried again by itself.
    disconnected: () => {},
    refused: () => settle(false),
  });
  transport.open();
  return { transport, isUp: isUp.finally(giveUp) };
}
