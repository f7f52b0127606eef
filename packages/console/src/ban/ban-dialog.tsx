import { type BanChoices, banLimits, banReasons, type ChatSummary } from '@handlr/protocol';
import { useEffect, useState } from 'preact/hooks';
import './ban.css';
import { Dialog } from '../look/dialog.tsx';
import { visitorLabel } from '../visitor-card/visitor-label.ts';
import { useConsole } from '../workspace/console-context.ts';
import { type BanForm, emptyForm, lengthOf, payloadOf } from './ban-form.ts';
import { endWords, reasonWords, warningWords } from './ban-words.ts';
import { LengthChoice } from './length-choice.tsx';
import { ScopeChoice } from './scope-choice.tsx';

export function BanDialog({ onClose }: { onClose: () => void }) {
  const chat = useConsole().desk.selected.value;
  // The visitor may have it erased first; then there is nobody left to ban.
  useEffect(() => {
    if (chat === null) onClose();
  }, [chat === null, onClose]);
  return chat === null ? null : <Asking chat={chat} onClose={onClose} />;
}

function Asking({ chat, onClose }: { chat: ChatSummary; onClose: () => void }) {
  const { desk } = useConsole();
  const { siteId, chatId } = chat;
  const [choices, setChoices] = useState<BanChoices | null>(null);
  const [form, setForm] = useState<BanForm>(emptyForm);
  const [problem, setProblem] = useState<'reason' | 'failed' | null>(null);
  const [busy, setBusy] = useState(false);
  const change = (fields: Partial<BanForm>): void => {
    setForm({ ...form, ...fields });
    setProblem(null);
  };

  useEffect(() => {
    void desk.request('ban:prepare', { siteId, chatId }).then((answer) => answer.ok && setChoices(answer.value));
  }, [siteId, chatId]);

  async function ban(): Promise<void> {
    const payload = payloadOf(form, chat);
    if (busy) return;
    if (payload === null) return setProblem('reason');
    setBusy(true);
    const answer = await desk.request('ban:add', payload);
    setBusy(false);
    if (!answer.ok) return setProblem('failed');
    const { banId } = answer.value;
    onClose();
    desk.toasts.show({
      kind: 'said',
      words: `${visitorLabel(chat)} is banned until ${endWords(answer.value)}.`,
      undo: () => void takeBack(banId),
    });
  }

  async function takeBack(banId: string): Promise<void> {
    const lifted = await desk.request('ban:lift', { siteId, banId });
    const words = lifted.ok ? 'The ban is taken back.' : 'The ban couldn’t be taken back. Lift it under Bans.';
    desk.toasts.show({ kind: 'said', words });
  }

  return (
    <Dialog labelledBy="ban-title" class="ban-dialog" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void ban();
        }}
        noValidate
      >
        <h2 id="ban-title" class="dialog-title">
          Ban <bdi>{visitorLabel(chat)}</bdi>?
        </h2>
        <p class="dialog-text">
          Their connection ends at once. They read that the chat is closed, until when, and whom to write to; not why.
        </p>
        <ScopeChoice scope={form.scope} choices={choices} onScope={(scope) => change({ scope })} />
        {form.scope === 'network' && choices !== null && (
          <p class="ban-warning" role="status">
            {warningWords(choices.othersOnNetwork)}
          </p>
        )}
        <LengthChoice forMs={lengthOf(form)} onLength={(chosenMs) => change({ chosenMs })} />
        <div class="ban-fields">
          <label class="field-label" for="ban-reason">
            Reason
          </label>
          <select
            id="ban-reason"
            class="ban-input"
            value={form.reason ?? ''}
            aria-invalid={problem === 'reason'}
            aria-describedby={problem === 'reason' ? 'ban-problem' : undefined}
            onChange={({ currentTarget: { value } }) =>
              change({ reason: banReasons.find((reason) => reason === value) ?? null })
            }
          >
            <option value="">Choose…</option>
            {banReasons.map((reason) => (
              <option key={reason} value={reason}>
                {reasonWords[reason]}
              </option>
            ))}
          </select>
          <label class="field-label" for="ban-note">
            Note for colleagues <span class="ban-optional">(optional)</span>
          </label>
          <textarea
            id="ban-note"
            class="ban-input"
            rows={2}
            maxLength={banLimits.noteLength}
            value={form.note}
            onInput={({ currentTarget }) => change({ note: currentTarget.value })}
          />
        </div>
        <p id="ban-problem" class="ban-problem" role="alert">
          {problem === 'reason' && 'Choose a reason first.'}
          {problem === 'failed' && 'That didn’t work, and nobody is banned. Try again.'}
        </p>
        <div class="dialog-actions">
          <button type="button" class="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" class="button button-danger" aria-disabled={busy}>
            Ban visitor
          </button>
        </div>
      </form>
    </Dialog>
  );
}
