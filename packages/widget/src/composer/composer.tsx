import { limits } from '@handlr/protocol';
import { useReducer } from 'preact/hooks';
import ArrowUp from 'lucide/dist/esm/icons/arrow-up.mjs';
import type { Look } from '../box/model.ts';
import { useCaret } from '../draft/use-caret.ts';
import { Icon } from '../icons/icon.tsx';

/** The counter appears when so many characters are left. */
const countFrom = 200;

export function Composer({ model }: Look) {
  const { state, handlr, texts } = model;
  if (state.phase !== 'ended') return <Writing model={model} />;
  return (
    <div class="over">
      <p>{texts('ended.text')}</p>
      <button type="button" class="main" onClick={handlr.startNewChat}>
        {texts('ended.again')}
      </button>
    </div>
  );
}

function Writing({ model: { state, handlr, texts } }: Look) {
  const [, redraw] = useReducer((times: number) => times + 1, 0);
  const { text } = handlr.draft.read();
  const field = useCaret(handlr.draft);
  const left = limits.messageBodyLength - text.trim().length;
  const canSend = text.trim() !== '' && left >= 0 && state.connection !== 'outdated';

  const write = (next: string, caret = 0): void => {
    handlr.draft.write({ text: next, caret });
    redraw(0);
  };
  const note = ({ currentTarget }: { currentTarget: HTMLTextAreaElement }): void =>
    write(currentTarget.value, currentTarget.selectionStart);
  const send = (): void => {
    if (!canSend || !handlr.send(text)) return;
    write('');
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // Enter also chooses a word in an input method.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  };
  const onInput = (event: InputEvent & { currentTarget: HTMLTextAreaElement }): void => {
    note(event);
    handlr.setTyping(event.currentTarget.value.trim() !== '');
  };

  return (
    <div class="composer">
      <div class="grow" data-text={text}>
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          value={text}
          placeholder={texts('composer.placeholder')}
          aria-label={texts('composer.label')}
          aria-describedby="counter"
          enterkeyhint="send"
          onKeyDown={onKeyDown}
          onInput={onInput}
          onKeyUp={note}
          onPointerUp={note}
        />
      </div>
      <button
        type="button"
        class="send"
        aria-label={texts('composer.send')}
        title={texts('composer.send')}
        disabled={!canSend}
        onClick={send}
      >
        <Icon of={ArrowUp} />
      </button>
      <p id="counter" class={left < 0 ? 'counter danger' : 'counter'} role="status">
        {left < countFrom && texts(left < 0 ? 'composer.over' : 'composer.left', { count: Math.abs(left) })}
      </p>
    </div>
  );
}
