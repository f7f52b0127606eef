import type { Ban } from '@handlr/protocol';
import { useState } from 'preact/hooks';
import { Dialog } from '../look/dialog.tsx';
import { useConsole } from '../workspace/console-context.ts';
import type { BanList } from './ban-list.ts';
import { endWords, lengths } from './ban-words.ts';
import { LengthChoice } from './length-choice.tsx';

type Props = { readonly ban: Ban; readonly list: BanList; readonly onClose: () => void };

export function ExtendDialog({ ban, list, onClose }: Props) {
  const nowMs = useConsole().desk.nowMs.value;
  const leftMs = ban.endsAt - nowMs;
  const [forMs, setForMs] = useState(lengths.find((length) => length.forMs > leftMs)?.forMs ?? null);
  const [problem, setProblem] = useState<'shorter' | 'failed' | null>(null);

  async function extend(): Promise<void> {
    if (forMs === null || forMs <= leftMs) return setProblem('shorter');
    if (await list.extend(ban, forMs)) onClose();
    else setProblem('failed');
  }

  return (
    <Dialog labelledBy="extend-title" class="dialog-small" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void extend();
        }}
      >
        <h2 id="extend-title" class="dialog-title">
          Extend this ban
        </h2>
        <p class="dialog-text">It ends {endWords(ban)}.</p>
        <LengthChoice
          legend="From now"
          forMs={forMs}
          onLength={(chosen) => {
            setForMs(chosen);
            setProblem(null);
          }}
        />
        <p class="ban-problem" role="alert">
          {problem === 'shorter' && 'It already takes longer than that. Choose more, or lift it.'}
          {problem === 'failed' && 'That didn’t work; the ban is as it was. Try again.'}
        </p>
        <div class="dialog-actions">
          <button type="button" class="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" class="button button-primary">
            Extend
          </button>
        </div>
      </form>
    </Dialog>
  );
}
