import { readChecks } from '@handlr/core';
import type { CheckFault, SiteChecks } from '@handlr/protocol';
import { useId, useState } from 'preact/hooks';

type Props = { readonly checks: SiteChecks; readonly onChange: (next: SiteChecks) => void };

/** All that the site lays down as JSON. It is taken over once it is as it must be; until then it says what is wrong, and where. */
export function JsonView({ checks, onChange }: Props) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? JSON.stringify(checks, null, 2);
  const read = readText(text);
  return (
    <div class="check-json">
      <label for={id}>All checks and opening hours of this site</label>
      <textarea
        id={id}
        class="check-input check-json-text"
        spellcheck={false}
        autocomplete="off"
        value={text}
        onInput={({ currentTarget }) => {
          setTyped(currentTarget.value);
          const next = readText(currentTarget.value);
          if (next.ok) onChange(next.checks);
        }}
      />
      {read.ok ? (
        <p class="check-hint">As it must be. What you write here is in the other views as well.</p>
      ) : (
        <div class="check-faults" role="alert">
          <ul>
            {read.faults.map(({ path, text: words, suggestion }) => (
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
