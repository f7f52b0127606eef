import { explainCheck } from '@handlr/core';
import type { ActionOf, Check } from '@handlr/protocol';
import MessageCircle from 'lucide/dist/esm/icons/message-circle.mjs';
import X from 'lucide/dist/esm/icons/x.mjs';
import { useState } from 'preact/hooks';
import { Icon } from '../look/icon.tsx';
import type { EditableSite } from './checks-editor.ts';

type Props = { readonly check: Check; readonly site: EditableSite };

/** The prompt as visitors see it, in the site's own colour. Nothing on it does anything but explain. */
export function PromptPreview({ check, site }: Props) {
  const prompt = check.then.find((action): action is ActionOf<'prompt'> => action.do === 'prompt');
  if (prompt === undefined) return <Sentence check={check} />;
  return (
    <div class="preview" style={{ '--preview-accent': site.accent, '--preview-on-accent': site.accentText }}>
      <div class="preview-bubble">
        <div class="preview-head">
          <span class="preview-from">{prompt.from ?? site.name}</span>
          <span class="preview-close">
            <Icon of={X} />
          </span>
        </div>
        <p class="preview-text">{prompt.text}</p>
        <div class="preview-choices">
          {prompt.choices?.map((choice) => (
            <span
              key={choice.label}
              class={choice.then === 'close' ? 'preview-choice' : 'preview-choice preview-choice-main'}
            >
              {choice.label}
            </span>
          ))}
        </div>
        <Why check={check} />
      </div>
      <span class="preview-launcher">
        <Icon of={MessageCircle} size={24} />
      </span>
    </div>
  );
}

function Why({ check }: { check: Check }) {
  const [shown, setShown] = useState(true);
  return (
    <div class="preview-why">
      <button type="button" class="link-button" aria-expanded={shown} onClick={() => setShown(!shown)}>
        Why am I seeing this?
      </button>
      {shown && <p>{explainCheck(check)}</p>}
    </div>
  );
}

function Sentence({ check }: { check: Check }) {
  return (
    <p class="check-hint">
      Nothing is shown beside the launcher. Whoever asks why is told: <q>{explainCheck(check)}</q>
    </p>
  );
}
