import { limits } from '@handlr/protocol';
import type { ChecksView } from '@handlr/sdk';
import ChevronLeft from 'lucide/dist/esm/icons/chevron-left.mjs';
import ChevronRight from 'lucide/dist/esm/icons/chevron-right.mjs';
import { useState } from 'preact/hooks';
import { Icon } from '../icons/icon.tsx';
import type { CheckLook } from './check-look.ts';
import { useTakenFocus } from './take-focus.ts';

type Props = { readonly look: CheckLook; readonly asked: NonNullable<ChecksView['asked']> };

/** One question at a time, with the way back. */
export function AskedQuestion({ look: { checks, words }, asked: { question, isFirst } }: Props) {
  const title = useTakenFocus<HTMLHeadingElement>();
  const [text, setText] = useState('');
  // While it has the focus, what comes after takes it on.
  const answer = (given: string): void => {
    title.current?.focus();
    checks.answer(given);
  };
  const back = (): void => {
    title.current?.focus();
    checks.back();
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    if (text.trim() !== '') answer(text.trim());
  };

  return (
    <section class="asked" aria-labelledby="asked-title">
      <h3 id="asked-title" class="asked-title" ref={title} tabIndex={-1} dir="auto">
        {question.text}
      </h3>
      {question.choices?.map(({ label }) => (
        <button key={label} type="button" class="asked-choice" dir="auto" onClick={() => answer(label)}>
          <span>{label}</span>
          <Icon of={ChevronRight} size={16} class="onward" />
        </button>
      ))}
      {question.choices === undefined && (
        <form class="asked-words" onSubmit={submit}>
          <input
            class="entry"
            value={text}
            maxLength={limits.checkTextLength}
            dir="auto"
            aria-labelledby="asked-title"
            placeholder={words('asked.answer')}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
          <button type="submit" class="main" disabled={text.trim() === ''}>
            {words('asked.next')}
          </button>
        </form>
      )}
      <div class="asked-foot">
        {!isFirst && (
          <button type="button" class="quiet" onClick={back}>
            <Icon of={ChevronLeft} size={16} class="onward" />
            {words('asked.back')}
          </button>
        )}
        <p class="asked-promise">{words('asked.promise')}</p>
        {question.optional === true && (
          <button type="button" class="quiet" onClick={() => answer('')}>
            {words('asked.skip')}
          </button>
        )}
      </div>
    </section>
  );
}
