import './check-logic.css';
import { unknownFacts } from '@handlr/core';
import type { SiteChecks } from '@handlr/protocol';
import Redo from 'lucide/dist/esm/icons/redo-2.mjs';
import Undo from 'lucide/dist/esm/icons/undo-2.mjs';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../look/icon.tsx';
import { Screen } from '../look/screen.tsx';
import { noPromptPast } from '../prompt-suppression/prompt-past.ts';
import { PromptsEditor } from '../prompt-suppression/prompts-editor.tsx';
import { useConsole } from '../workspace/console-context.ts';
import { CheckForm } from './check-form.tsx';
import { CheckList } from './check-list.tsx';
import { type ChecksEditor, openingId, promptsId, withPrompts } from './checks-editor.ts';
import { checksEditorOf } from './checks-of-desk.ts';
import { JsonView } from './json-view.tsx';
import { LeaveDialog } from './leave-dialog.tsx';
import { OpeningEditor } from './opening-editor.tsx';
import { PromptPreview } from './prompt-preview.tsx';
import { SaveBar } from './save-bar.tsx';
import { Simulator } from './simulator.tsx';

/** Checks of one site: what happens by itself on its pages, and when. */
export function ChecksScreen() {
  const editor = checksEditorOf(useConsole().desk);
  const [asJson, setAsJson] = useState(false);
  useEffect(() => {
    // What was changed and not saved waits, while other screens are looked at.
    if (!editor.isChanged.peek()) void editor.open(editor.site.peek()?.siteId);
  }, [editor]);
  useGuard(editor);
  return (
    <Screen title="Checks" tools={<Tools editor={editor} asJson={asJson} onJson={setAsJson} />}>
      <SaveBar editor={editor} />
      <Body editor={editor} asJson={asJson} />
    </Screen>
  );
}

function Body({ editor, asJson }: { editor: ChecksEditor; asJson: boolean }) {
  const { sites, site, status, draft, selected, faults } = editor;
  const [facts, setFacts] = useState(() => unknownFacts(Date.now()));
  const [past, setPast] = useState(noPromptPast);
  if (status.value === 'loading' && !editor.isChanged.value) return <Loading />;
  if (status.value === 'failed') return <Failed editor={editor} />;
  if (site.value === null) {
    return <p class="checks-empty">{sites.value === null ? '' : 'There is no site whose checks you may edit.'}</p>;
  }
  if (asJson) {
    const onChange = (next: SiteChecks): void => editor.change(next, 'json');
    return <JsonView checks={draft.value} faults={faults.value} onChange={onChange} />;
  }
  const at = draft.value.checks.findIndex(({ id }) => id === selected.value);
  const check = draft.value.checks[at];
  return (
    <div class="checks">
      <CheckList editor={editor} />
      {selected.value === openingId ? (
        <section class="checks-middle" aria-label="Opening hours">
          <OpeningEditor
            opening={draft.value.opening}
            faults={faults.value}
            onChange={(opening, field) => editor.change({ ...draft.value, opening }, field)}
          />
        </section>
      ) : selected.value === promptsId ? (
        <section class="checks-middle" aria-label="Automatic prompts">
          <PromptsEditor
            policy={draft.value.prompts}
            faults={faults.value}
            onChange={(prompts, field) => editor.change(withPrompts(draft.value, prompts), field)}
          />
        </section>
      ) : check === undefined ? (
        <section class="checks-middle checks-empty">
          <p>Choose a check, or add one from a template.</p>
        </section>
      ) : (
        <>
          <section key={check.id} class="checks-middle" aria-label={check.name}>
            <CheckForm editor={editor} check={check} at={at} />
          </section>
          <aside class="checks-side" aria-label="Preview and try-out">
            <h2 class="check-part">As visitors see it</h2>
            <PromptPreview check={check} site={site.value} />
            <h2 class="check-part">Try it out</h2>
            <Simulator
              key={check.id}
              check={check}
              site={draft.value}
              facts={facts}
              past={past}
              onFacts={setFacts}
              onPast={setPast}
            />
          </aside>
        </>
      )}
    </div>
  );
}

type ToolsProps = {
  readonly editor: ChecksEditor;
  readonly asJson: boolean;
  readonly onJson: (asJson: boolean) => void;
};

function Tools({ editor, asJson, onJson }: ToolsProps) {
  const { sites, site, isChanged, canUndo, canRedo } = editor;
  const [leavingFor, setLeavingFor] = useState<string | null>(null);
  return (
    <div class="checks-head">
      {(sites.value?.length ?? 0) > 1 && (
        <select
          class="check-input check-select checks-site"
          aria-label="Site"
          value={site.value?.siteId ?? ''}
          onChange={({ currentTarget }) => {
            const wanted = currentTarget.value;
            if (!isChanged.value) return void editor.open(wanted);
            currentTarget.value = site.value?.siteId ?? '';
            setLeavingFor(wanted);
          }}
        >
          {sites.value?.map(({ siteId, name }) => (
            <option key={siteId} value={siteId}>
              {name}
            </option>
          ))}
        </select>
      )}
      <button type="button" class="button button-small" aria-pressed={asJson} onClick={() => onJson(!asJson)}>
        JSON
      </button>
      <HistoryButton label="Undo" icon={Undo} able={canUndo.value} onPress={editor.undo} />
      <HistoryButton label="Redo" icon={Redo} able={canRedo.value} onPress={editor.redo} />
      {leavingFor !== null && (
        <LeaveDialog
          siteName={site.value?.name ?? ''}
          onStay={() => setLeavingFor(null)}
          onLeave={() => {
            setLeavingFor(null);
            void editor.open(leavingFor);
          }}
        />
      )}
    </div>
  );
}

type HistoryProps = {
  readonly label: string;
  readonly icon: Parameters<typeof Icon>[0]['of'];
  readonly able: boolean;
  readonly onPress: () => void;
};

function HistoryButton({ label, icon, able, onPress }: HistoryProps) {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={label}
      title={label}
      aria-disabled={!able}
      onClick={() => onPress()}
    >
      <Icon of={icon} />
    </button>
  );
}

/** Mod S saves, Mod Z takes back where no field does so itself, and the page is not closed over what is unsaved. */
function useGuard(editor: ChecksEditor): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return;
      const key = event.key.toLowerCase();
      const isTyping = event.target instanceof HTMLElement && event.target.matches('input, textarea');
      if (key === 's') void editor.save();
      else if (key === 'z' && !isTyping) (event.shiftKey ? editor.redo : editor.undo)();
      else return;
      event.preventDefault();
    };
    const onLeave = (event: BeforeUnloadEvent): void => {
      if (editor.isChanged.peek()) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    addEventListener('beforeunload', onLeave);
    return () => {
      document.removeEventListener('keydown', onKey);
      removeEventListener('beforeunload', onLeave);
    };
  }, [editor]);
}

function Loading() {
  return (
    <div class="checks" aria-busy="true">
      <p class="unseen" role="status">
        Loading checks
      </p>
      <span class="skeleton checks-skeleton" aria-hidden="true" />
      <span class="skeleton checks-skeleton checks-skeleton-tall" aria-hidden="true" />
    </div>
  );
}

function Failed({ editor }: { editor: ChecksEditor }) {
  return (
    <div class="checks-empty" role="alert">
      <p>The checks didn’t load.</p>
      <button type="button" class="button button-small" onClick={() => void editor.discard()}>
        Try again
      </button>
    </div>
  );
}
