import { limits } from '@handlr/protocol';
import { useState } from 'preact/hooks';
import type { CheckLook } from './check-look.ts';
import { useTakenFocus } from './take-focus.ts';

type Props = { readonly look: CheckLook; readonly text: string | null; onLeft(): void };

/** A message for later, and a name if the visitor likes. What is typed outlives minimising, as in the composer. */
export function OfflineForm({ look: { model, checks, words }, text, onLeft }: Props) {
  const message = useTakenFocus<HTMLTextAreaElement>();
  const { draft } = model.handlr;
  const [body, setBody] = useState(draft.read().text);
  const [name, setName] = useState('');
  const over = body.trim().length - limits.messageBodyLength;
  const submit = (event: Event): void => {
    event.preventDefault();
    onLeft();
    // The button goes; the box stays.
    message.current?.closest<HTMLElement>('.box')?.focus();
    if (checks.leaveMessage(body, name)) draft.write({ text: '', caret: 0, kind: 'chat' });
  };
  const write = ({ value, selectionStart }: HTMLTextAreaElement): void => {
    draft.write({ text: value, caret: selectionStart, kind: 'offline' });
    setBody(value);
  };

  return (
    <form class="offline" onSubmit={submit}>
      <h3 class="asked-title">{words('offline.title')}</h3>
      <p class="offline-text" dir="auto">
        {text ?? words('offline.text')}
      </p>
      <label class="offline-label">
        {words('offline.message')}
        <textarea
          ref={message}
          class="entry"
          rows={5}
          dir="auto"
          required
          value={body}
          onInput={({ currentTarget }) => write(currentTarget)}
        />
      </label>
      {over > 0 && (
        <p class="danger" role="status">
          {words('offline.over', { count: over })}
        </p>
      )}
      <label class="offline-label">
        {words('offline.name')}
        <input
          class="entry"
          maxLength={limits.displayNameLength}
          autocomplete="name"
          dir="auto"
          value={name}
          onInput={({ currentTarget }) => setName(currentTarget.value)}
        />
      </label>
      <div class="offline-foot">
        <button type="submit" class="main" disabled={body.trim() === '' || over > 0}>
          {words('offline.send')}
        </button>
        <button type="button" class="quiet" onClick={checks.chatInstead}>
          {words('offline.instead')}
        </button>
      </div>
    </form>
  );
}
