import { Dialog } from '../look/dialog.tsx';
import { KeyWord } from '../look/key-cap.tsx';
import { useConsole } from '../workspace/console-context.ts';
import { composerKeys, shortcuts } from './shortcuts.ts';

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const { view } = useConsole();
  return (
    <Dialog labelledBy="shortcuts-title" onClose={onClose}>
      <h2 id="shortcuts-title" class="dialog-title">
        Keyboard shortcuts
      </h2>
      <dl class="shortcut-list">
        {[...Object.values(shortcuts), ...composerKeys].map(({ keys, about }) => (
          <div key={keys} class="shortcut">
            <dt>{about}</dt>
            <dd>
              <KeyWord keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
      <label class="letter-keys">
        <input
          type="checkbox"
          checked={view.letterKeys.value}
          onChange={({ currentTarget }) => view.allowLetterKeys(currentTarget.checked)}
        />
        Use single letters as shortcuts
      </label>
      <div class="dialog-actions">
        <button type="button" class="button" autofocus onClick={onClose}>
          Close
        </button>
      </div>
    </Dialog>
  );
}
