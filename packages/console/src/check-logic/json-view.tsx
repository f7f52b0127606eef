import { readChecks } from '@handlr/core';
import type { CheckFault, SiteChecks } from '@handlr/protocol';
import { useId, useState } from 'preact/hooks';

type Props = {
  readonly checks: SiteChecks;
  readonly faults: readonly CheckFault[];
  readonly onChange: (next: SiteChecks) => void;
};

/** `over`: what the editor held once this was written; when it holds something else, somebody took a step back. */
type Typed = { readonly text: string; readonly over: SiteChecks; readonly faults: readonly CheckFault[] };

/** All that the site lays down as JSON. It is taken over once it is as it must be; until then it says what is wrong, and where. */
export function JsonView({ checks, faults, onChange }: Props) {
  const id = useId();
  const [typed, setTyped] = useState<Typed | null>(null);
  const current = typed?.over === checks ? typed : { text: JSON.stringify(checks, null, 2), faults };

  function write(text: string): void {
    // A browser that inserts many lines tells of each of them, with the same text.
    if (text === current.text) return;
    const read = readText(text);
    setTyped({ text, over: read.ok ? read.checks : checks, faults: read.ok ? [] : read.faults });
    if (read.ok) onChange(read.checks);
  }

  return (
    <div class="check-json">
      <label for={id}>Checks, opening hours and automatic prompts of this site</label>
      <textarea
        id={id}
        class="check-input check-json-text"
        spellcheck={false}
        autocomplete="off"
        value={current.text}
        onInput={({ currentTarget }) => write(currentTarget.value)}
      />
      {current.faults.length === 0 ? (
        <p class="check-hint">As it must be. What you write here is in the other views as well.</p>
      ) : (
        <div class="check-faults" role="alert">
          <ul>
            {current.faults.map(({ path, text: words, suggestion }) => (
              <li key={`${path} ${words}`}>
                {path !== '' && <code>{path}</code>} {words} {suggestion}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

type ReadText =
  | { readonly ok: true; readonly checks: SiteChecks }
  | { readonly ok: false; readonly faults: readonly CheckFault[] };

function readText(text: string): ReadText {
  try {
    return readChecks(JSON.parse(text));
  } catch (error) {
    const where = error instanceof SyntaxError ? error.message : '';
    return { ok: false, faults: [{ path: '', text: `This is not JSON. ${where}`, suggestion: '' }] };
  }
}
