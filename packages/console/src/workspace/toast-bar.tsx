import X from 'lucide/dist/esm/icons/x.mjs';
import { Icon } from '../look/icon.tsx';
import { useConsole } from './console-context.ts';
import type { Desk } from './desk.ts';
import type { Toast } from './toasts.ts';

export function ToastBar() {
  const { desk } = useConsole();
  const toast = desk.toasts.current.value;
  return (
    <div class="toasts" role="status">
      {toast !== null && (
        <div class="toast">
          <p>{words(toast, desk)}</p>
          {toast.kind === 'said' && toast.undo !== undefined && <Undo undo={toast.undo} />}
          <button type="button" class="icon-button" aria-label="Dismiss" onClick={() => desk.toasts.dismiss()}>
            <Icon of={X} />
          </button>
        </div>
      )}
    </div>
  );
}

function Undo({ undo }: { undo: () => void }) {
  const { desk } = useConsole();
  return (
    <button
      type="button"
      class="button button-small"
      onClick={() => {
        desk.toasts.dismiss();
        undo();
      }}
    >
      Undo
    </button>
  );
}

function words(toast: Toast, desk: Desk): string {
  switch (toast.kind) {
    case 'said':
      return toast.words;
    case 'taken':
      return `${desk.inbox.value.chats.get(toast.chatId)?.agent?.name ?? 'A colleague'} took this chat a moment ago.`;
    case 'erased':
      return 'The visitor had this chat erased. Nothing of it is left here.';
    case 'not-accepted':
      return 'That didn’t reach the gateway. Try to accept it again.';
    case 'not-signed-out':
      return 'That didn’t reach the gateway, so you’re still signed in. Try again once you’re connected.';
    case 'not-ended':
      return 'That didn’t reach the gateway, so the chat goes on. Try to end it again.';
  }
}
