import type { MessageView } from '@handlr/core';
import Check from 'lucide/dist/esm/icons/check.mjs';
import CheckCheck from 'lucide/dist/esm/icons/check-check.mjs';
import CircleAlert from 'lucide/dist/esm/icons/circle-alert.mjs';
import Clock3 from 'lucide/dist/esm/icons/clock-3.mjs';
import { Icon } from '../look/icon.tsx';
import type { Conversation } from './conversation.ts';

type Props = { readonly message: MessageView; readonly isLast: boolean; readonly conversation: Conversation };

const words = {
  kept: { icon: Clock3, text: 'Waits for the connection' },
  sending: { icon: Clock3, text: 'Sending' },
  sent: { icon: Check, text: 'Sent' },
  read: { icon: CheckCheck, text: 'Read' },
} as const;

/** How far an own message got. */
export function DeliveryLine({ message, isLast, conversation }: Props) {
  const { delivery, failure, messageId } = message;
  if (delivery === 'failed') {
    return (
      <p class="delivery delivery-failed" role="alert">
        <Icon of={CircleAlert} size={14} />
        {failure === 'ended' ? 'Not sent: the chat had ended.' : 'Not sent.'}
        {failure !== 'ended' && (
          <button type="button" class="link-button" onClick={() => conversation.retry(messageId)}>
            Try again
          </button>
        )}
        <button type="button" class="link-button" onClick={() => conversation.discard(messageId)}>
          Discard
        </button>
      </p>
    );
  }
  if (!isLast && delivery !== 'kept') return null;
  const { icon, text } = words[delivery];
  return (
    <p class={`delivery delivery-${delivery}`}>
      <Icon of={icon} size={14} />
      {text}
    </p>
  );
}
