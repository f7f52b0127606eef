import type { ChatSummary } from '@handlr/protocol';
import Eye from 'lucide/dist/esm/icons/eye.mjs';
import { spokenAge, stopwatch } from '../inbox/age.ts';
import { isMine } from '../inbox/inbox-groups.ts';
import { Icon } from '../look/icon.tsx';
import { KeyCap } from '../look/key-cap.tsx';
import { useConsole } from '../workspace/console-context.ts';
import { composerId, focusSoon } from '../workspace/view-state.ts';
import { Composer } from './composer.tsx';
import type { Conversation } from './conversation.ts';
import { timeWords } from './message-time.ts';

type Props = { readonly chat: ChatSummary; readonly conversation: Conversation };

/** What can be done with the chat as it stands: take it, answer, read along, or nothing more. */
export function ConversationFoot({ chat, conversation }: Props) {
  const { desk } = useConsole();
  if (chat.state === 'ended') {
    const when = chat.endedAt === null ? '' : ` at ${timeWords(chat.endedAt)}`;
    return <p class="foot-note">This chat ended{when}. What was written stays readable here for now.</p>;
  }
  if (chat.state === 'waiting') return <AcceptBar chat={chat} />;
  if (!isMine(chat, desk.profile.agentId)) {
    return (
      <p class="foot-note">
        <Icon of={Eye} /> {chat.agent?.name ?? 'A colleague'} answers this chat. You’re reading along.
      </p>
    );
  }
  return <Composer chat={chat} conversation={conversation} />;
}

function AcceptBar({ chat }: { chat: ChatSummary }) {
  const { desk } = useConsole();
  const age = desk.nowMs.value - chat.openedAt;
  const busy = desk.accepting.value.has(chat.chatId);
  if (!desk.may(chat, 'chat:accept')) return <p class="foot-note">Waiting for a colleague.</p>;

  async function accept(): Promise<void> {
    await desk.accept(chat.chatId);
    focusSoon(composerId);
  }

  return (
    <div class="accept-bar">
      <p class="accept-words">
        Waiting{' '}
        <span class="wait-clock" aria-hidden="true">
          {stopwatch(age)}
        </span>
        <span class="unseen">{spokenAge(age)}</span>
      </p>
      <button type="button" class="button button-primary" aria-disabled={busy} onClick={() => void accept()}>
        {busy ? 'Accepting…' : 'Accept chat'} <KeyCap keys="a" />
      </button>
    </div>
  );
}
