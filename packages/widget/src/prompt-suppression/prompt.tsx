import { limits } from '@handlr/protocol';
import type { ShownPrompt } from '@handlr/sdk';
import ArrowUp from 'lucide/dist/esm/icons/arrow-up.mjs';
import X from 'lucide/dist/esm/icons/x.mjs';
import { useEffect, useState } from 'preact/hooks';
import type { CheckLook } from '../check-logic/check-look.ts';
import { Icon } from '../icons/icon.tsx';

/** A message beside the launcher. It takes no focus; it can be answered, opened, asked why, and sent away. */
export function Prompt({ look }: { look: CheckLook }) {
  const { prompt } = look.view;
  return prompt === null ? null : <Bubble key={prompt.checkId} look={look} prompt={prompt} />;
}

function Bubble({ look: { model, checks, words }, prompt }: { look: CheckLook; prompt: ShownPrompt }) {
  const [isWhyShown, setWhyShown] = useState(false);
  const { from, text, choices, why } = prompt;

  // Whoever reads the page has the focus there; Escape reaches us too, unless it is meant for something of the page's.
  useEffect(() => {
    const listening = new AbortController();
    const onKeyDown = (event: KeyboardEvent): void => {
      const isOfPage = document.activeElement?.matches('input, textarea, select, dialog *, [role="dialog"] *') === true;
      if (event.key === 'Escape' && !event.isComposing && !event.defaultPrevented && !isOfPage) checks.dismiss();
    };
    document.addEventListener('keydown', onKeyDown, listening);
    return () => listening.abort();
  }, []);

  return (
    <section class={`box prompt ${model.site.appearance.position}`} aria-label={words('prompt.label', { from })}>
      <header class="speaker">
        <span class="avatar" aria-hidden="true">
          {[...from.trim().toUpperCase()][0]}
        </span>
        <bdi class="speaker-name">{from}</bdi>
        <button
          type="button"
          class="tool"
          aria-label={words('prompt.dismiss')}
          title={words('prompt.dismiss')}
          onClick={checks.dismiss}
        >
          <Icon of={X} size={16} />
        </button>
      </header>
      <button type="button" class="said" title={words('prompt.open')} dir="auto" onClick={checks.follow}>
        {text}
      </button>
      {choices.length > 0 && (
        <div class="offers">
          {choices.map((choice) => (
            <button key={choice.label} type="button" class="offer" dir="auto" onClick={() => checks.choose(choice)}>
              {choice.label}
            </button>
          ))}
        </div>
      )}
      <Reply words={words} send={checks.reply} />
      <footer class="reason">
        <button type="button" class="link" aria-expanded={isWhyShown} onClick={() => setWhyShown(!isWhyShown)}>
          {words('prompt.why')}
        </button>
        {isWhyShown && (
          <p>
            {why} {words('prompt.promise')}
          </p>
        )}
      </footer>
    </section>
  );
}

function Reply({ words, send }: { words: CheckLook['words']; send(text: string): void }) {
  const [text, setText] = useState('');
  const canSend = text.trim() !== '' && text.trim().length <= limits.messageBodyLength;
  const submit = (event: Event): void => {
    event.preventDefault();
    if (canSend) send(text);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) submit(event);
  };
  return (
    <form class="reply" onSubmit={submit}>
      <div class="grow" data-text={text}>
        <textarea
          rows={1}
          dir="auto"
          value={text}
          aria-label={words('prompt.reply')}
          placeholder={words('prompt.placeholder')}
          enterkeyhint="send"
          onInput={({ currentTarget }) => setText(currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      <button
        type="submit"
        class="send"
        disabled={!canSend}
        aria-label={words('prompt.send')}
        title={words('prompt.send')}
      >
        <Icon of={ArrowUp} />
      </button>
    </form>
  );
}
