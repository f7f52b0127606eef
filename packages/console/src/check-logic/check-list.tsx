import type { Check } from '@handlr/protocol';
import ChevronDown from 'lucide/dist/esm/icons/chevron-down.mjs';
import ChevronUp from 'lucide/dist/esm/icons/chevron-up.mjs';
import ClockIcon from 'lucide/dist/esm/icons/clock.mjs';
import MessageCircle from 'lucide/dist/esm/icons/message-circle.mjs';
import Plus from 'lucide/dist/esm/icons/plus.mjs';
import { useState } from 'preact/hooks';
import { Icon } from '../look/icon.tsx';
import { type ChecksEditor, openingId, promptsId } from './checks-editor.ts';
import { isWithin } from './fault-lines.tsx';
import { actionNames } from './kind-words.ts';
import { TemplateDialog } from './template-dialog.tsx';
import { freshCheck } from './templates.ts';

/** Checks in the order in which they are looked at; of two that would prompt at once, the upper one does. */
export function CheckList({ editor }: { editor: ChecksEditor }) {
  const [adding, setAdding] = useState(false);
  const { checks, ...rest } = editor.draft.value;
  const write = (next: Check[]): void => editor.change({ ...rest, checks: next });

  function move(at: number, by: number): void {
    const moved = checks[at];
    const others = checks.filter((_, index) => index !== at);
    if (moved !== undefined) write([...others.slice(0, at + by), moved, ...others.slice(at + by)]);
  }

  return (
    <nav class="checks-list" aria-label="Checks of this site">
      <ol>
        {checks.map((check, at) => (
          <li
            key={check.id}
            class={check.id === editor.selected.value ? 'checks-item checks-item-current' : 'checks-item'}
          >
            <button
              type="button"
              class="checks-pick"
              aria-current={check.id === editor.selected.value ? 'true' : undefined}
              onClick={() => editor.select(check.id)}
            >
              <span class="checks-name">{check.name || 'No name'}</span>
              <span class="checks-about">
                {check.then.map((action) => actionNames[action.do]).join(', ')}
                {editor.faults.value.some(({ path }) => isWithin(path, `$.checks[${at}]`)) && (
                  <span class="checks-faulty"> · to be mended</span>
                )}
              </span>
            </button>
            <span class="checks-tools">
              <MoveButton
                label={`Move “${check.name}” up`}
                icon={ChevronUp}
                off={at === 0}
                onMove={() => move(at, -1)}
              />
              <MoveButton
                label={`Move “${check.name}” down`}
                icon={ChevronDown}
                off={at === checks.length - 1}
                onMove={() => move(at, 1)}
              />
              <button
                type="button"
                role="switch"
                class="switch"
                aria-checked={check.on}
                aria-label={`“${check.name}” is on`}
                onClick={() => editor.changeCheck(at, { ...check, on: !check.on })}
              />
            </span>
          </li>
        ))}
      </ol>
      {checks.length === 0 && (
        <p class="check-hint checks-none">No checks yet: nothing happens by itself on this site.</p>
      )}
      <button type="button" class="button button-small checks-add" onClick={() => setAdding(true)}>
        <Icon of={Plus} /> Add a check
      </button>
      <button
        type="button"
        class="checks-pick checks-opening"
        aria-current={editor.selected.value === openingId ? 'true' : undefined}
        onClick={() => editor.select(openingId)}
      >
        <Icon of={ClockIcon} /> Opening hours
        {editor.faults.value.some(({ path }) => isWithin(path, '$.opening')) && (
          <span class="checks-faulty">to be mended</span>
        )}
      </button>
      <button
        type="button"
        class="checks-pick checks-prompts"
        aria-current={editor.selected.value === promptsId ? 'true' : undefined}
        onClick={() => editor.select(promptsId)}
      >
        <Icon of={MessageCircle} /> Automatic prompts
        {editor.draft.value.prompts?.off === true && <span class="checks-about">off</span>}
        {editor.faults.value.some(({ path }) => isWithin(path, '$.prompts')) && (
          <span class="checks-faulty">to be mended</span>
        )}
      </button>
      {adding && (
        <TemplateDialog
          onClose={() => setAdding(false)}
          onPick={(template) => {
            const check = freshCheck(template, checks);
            write([...checks, check]);
            editor.select(check.id);
            setAdding(false);
          }}
        />
      )}
    </nav>
  );
}

type MoveProps = {
  readonly label: string;
  readonly icon: Parameters<typeof Icon>[0]['of'];
  readonly off: boolean;
  readonly onMove: () => void;
};

/** It keeps the focus at the end of the list, where it does nothing. */
function MoveButton({ label, icon, off, onMove }: MoveProps) {
  return (
    <button
      type="button"
      class="icon-button checks-move"
      aria-label={label}
      aria-disabled={off}
      title={label}
      onClick={() => {
        if (!off) onMove();
      }}
    >
      <Icon of={icon} />
    </button>
  );
}
