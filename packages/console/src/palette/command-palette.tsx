import Search from 'lucide/dist/esm/icons/search.mjs';
import { useLayoutEffect, useState } from 'preact/hooks';
import './palette.css';
import { Dialog } from '../look/dialog.tsx';
import { Icon } from '../look/icon.tsx';
import { KeyCap } from '../look/key-cap.tsx';
import { useConsole } from '../workspace/console-context.ts';
import { type Command, listCommands } from './commands.ts';
import { rankCommands } from './rank-commands.ts';
import { shortcuts } from './shortcuts.ts';

export function CommandPalette({ onClose }: { onClose: () => void }) {
  const context = useConsole();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const found = rankCommands(listCommands(context), query);
  const active = found[Math.min(at, found.length - 1)];

  useLayoutEffect(() => {
    document.getElementById(optionId(active?.id))?.scrollIntoView({ block: 'nearest' });
  }, [active?.id]);

  function run(command: Command): void {
    // First closed, so that what the command opens or focuses is not closed with it.
    onClose();
    command.run();
  }

  function onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setAt((at + step + found.length) % Math.max(1, found.length));
    else if (event.key === 'Enter' && !event.isComposing && active !== undefined) run(active);
    else return;
    event.preventDefault();
  }

  return (
    <Dialog labelledBy="palette-title" class="palette" onClose={onClose}>
      <h2 id="palette-title" class="unseen">
        Search and commands
      </h2>
      <div class="palette-search">
        <Icon of={Search} />
        <input
          class="palette-input"
          type="text"
          role="combobox"
          aria-label="Search chats and commands"
          aria-expanded="true"
          aria-controls="palette-list"
          aria-activedescendant={active === undefined ? undefined : optionId(active.id)}
          autocomplete="off"
          spellcheck={false}
          placeholder="Jump to a chat, or do something…"
          value={query}
          onInput={({ currentTarget }) => {
            setQuery(currentTarget.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <ul id="palette-list" class="palette-list" role="listbox" aria-label="Results">
        {found.map((command, index) => (
          <Option
            key={command.id}
            command={command}
            isActive={command === active}
            startsSection={query === '' && command.section !== found[index - 1]?.section}
            onPoint={() => setAt(index)}
            onRun={() => run(command)}
          />
        ))}
      </ul>
      <div role="status">
        {found.length === 0 && <p class="palette-nothing">Nothing is called that.</p>}
        {query !== '' && found.length > 0 && (
          <p class="unseen">{found.length === 1 ? '1 result' : `${found.length} results`}</p>
        )}
      </div>
    </Dialog>
  );
}

type OptionProps = {
  readonly command: Command;
  readonly isActive: boolean;
  readonly startsSection: boolean;
  readonly onPoint: () => void;
  readonly onRun: () => void;
};

function Option({ command, isActive, startsSection, onPoint, onRun }: OptionProps) {
  const { id, label, hint, section, shortcut } = command;
  return (
    <>
      {startsSection && (
        <li class="palette-section" role="presentation">
          {section}
        </li>
      )}
      <li
        id={optionId(id)}
        class="palette-option"
        role="option"
        aria-selected={isActive}
        onPointerMove={onPoint}
        onClick={onRun}
      >
        <bdi class="palette-label">{label}</bdi>
        <span class="palette-hint">{hint}</span>
        {shortcut !== null && <KeyCap keys={shortcuts[shortcut].keys} />}
      </li>
    </>
  );
}

function optionId(id: string | undefined): string {
  return `command-${id ?? ''}`;
}
