import { useRef } from 'preact/hooks';
import type { CheckLook } from './check-look.ts';
import { OfflineForm } from './offline-form.tsx';
import { AskedQuestion } from './asked-question.tsx';

/** What stands in the composer's place before the first message, and a word once a message was left. */
export function BeforeChat({ look }: { look: CheckLook }) {
  const { view, model, words } = look;
  const hasLeft = useRef(false);
  const { phase, messages } = model.state;
  if (model.panel !== 'chat') return null;
  if (view.offline !== null)
    return <OfflineForm look={look} text={view.offline.text} onLeft={() => (hasLeft.current = true)} />;
  if (view.asked !== null) return <AskedQuestion key={view.asked.question.id} look={look} asked={view.asked} />;
  // Said once it is true, and until somebody answers.
  const hasArrived = phase === 'waiting' && messages.some(({ isOwn, seq }) => isOwn && seq !== null);
  return hasLeft.current && hasArrived ? (
    <p class="left-word" role="status">
      {words('offline.sent')}
    </p>
  ) : null;
}
