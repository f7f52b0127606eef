import { KeyCap } from '../look/key-cap.tsx';
import type { ChecksEditor } from './checks-editor.ts';

/** What is unsaved, what stands in the way of saving it, and what became of it. */
export function SaveBar({ editor }: { editor: ChecksEditor }) {
  const { status, isChanged, faults } = editor;
  const words = wordsOf(editor);
  if (words === null) return null;
  const isWrong = faults.value.length > 0 || status.value === 'conflict' || status.value === 'not-saved';
  return (
    <div class={isWrong ? 'save-bar save-bar-wrong' : 'save-bar'} role="status">
      <p class="save-words">{words}</p>
      {isChanged.value && (
        <>
          <button type="button" class="button button-small" onClick={() => void editor.discard()}>
            {status.value === 'conflict' ? 'Read theirs' : 'Discard'}
          </button>
          <button
            type="button"
            class="button button-small button-primary"
            aria-disabled={faults.value.length > 0 || status.value === 'saving'}
            onClick={() => void editor.save()}
          >
            {status.value === 'saving' ? 'Saving' : 'Save'} <KeyCap keys="Mod s" />
          </button>
        </>
      )}
    </div>
  );
}

function wordsOf({ status, isChanged, faults }: ChecksEditor): string | null {
  const count = faults.value.length;
  if (status.value === 'saved' && !isChanged.value) return 'Saved. Visitors have it within five minutes.';
  if (!isChanged.value) return null;
  if (count > 0)
    return count === 1
      ? 'One thing is to be mended before this can be saved.'
      : `${count} things are to be mended before this can be saved.`;
  if (status.value === 'conflict')
    return 'Somebody else saved these checks meanwhile. Copy what you need, then read theirs.';
  if (status.value === 'not-saved') return 'This didn’t save. Look whether you are connected, and try again.';
  return 'Not saved yet';
}
