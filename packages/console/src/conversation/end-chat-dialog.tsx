import { useEffect } from 'preact/hooks';
import { Dialog } from '../look/dialog.tsx';
import { visitorLabel } from '../visitor-card/visitor-label.ts';
import { useConsole } from '../workspace/console-context.ts';
import { conversationTitleId, focusSoon } from '../workspace/view-state.ts';

export function EndChatDialog({ onClose }: { onClose: () => void }) {
  const { desk } = useConsole();
  const chat = desk.selected.value;
  const isOver = chat === null || chat.state === 'ended';
  // The visitor may end it first; then there is nothing left to ask.
  useEffect(() => {
    if (isOver) onClose();
  }, [isOver, onClose]);
  if (isOver) return null;

  function end(chatId: string): void {
    onClose();
    // What had the focus, the composer or the button that ends, goes with the chat.
    void desk.end(chatId).then(() => focusSoon(conversationTitleId));
  }

  return (
    <Dialog labelledBy="end-title" class="dialog-small" onClose={onClose}>
      <h2 id="end-title" class="dialog-title">
        End this chat?
      </h2>
      <p class="dialog-text">
        <bdi>{visitorLabel(chat)}</bdi> will see that it has ended. Neither of you can write in it afterwards.
        {desk.draftOf(chat.chatId).trim() !== '' && ' Your unsent draft goes with it.'}
      </p>
      <div class="dialog-actions">
        <button type="button" class="button" onClick={onClose}>
          Keep chatting
        </button>
        <button type="button" class="button button-danger" onClick={() => end(chat.chatId)}>
          End chat
        </button>
      </div>
    </Dialog>
  );
}
