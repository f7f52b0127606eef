import type { BannerWord } from '@handlr/protocol';
import ShieldCheck from 'lucide/dist/esm/icons/shield-check.mjs';
import X from 'lucide/dist/esm/icons/x.mjs';
import { h } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from '../icons/icon.tsx';
import type { PrivacyLook } from '../privacy/privacy-look.ts';
import { inOrder } from './purpose-order.ts';

type Props = PrivacyLook & {
  readonly role?: 'dialog';
  /** Where the focus goes from a button that goes. */
  onLeft(from: HTMLElement): void;
};

/** Asks once, says what a yes would mean, and makes a no as easy. */
export function ConsentCard({ model, words, role, onLeft }: Props) {
  const { asks, handlr, show } = model;
  const [answered, setAnswered] = useState<BannerWord | null>(null);

  const leave = ({ currentTarget }: { currentTarget: EventTarget & HTMLElement }, next: () => void): void => {
    onLeft(currentTarget);
    next();
  };
  const answer = (word: BannerWord) => (event: MouseEvent & { currentTarget: HTMLElement }) =>
    leave(event, () => {
      setAnswered(word);
      const answers = Object.fromEntries(asks.map((purpose) => [purpose, word]));
      handlr.consent?.decide(answers, { method: 'dialog', byName: false });
    });
  const later = (event: { currentTarget: HTMLElement }): void => leave(event, () => handlr.consent?.postpone());
  const choose = (): void => {
    show('privacy');
    handlr.open();
  };
  const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLElement }): void => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.stopPropagation();
    later(event);
  };

  if (answered !== null) {
    return (
      <p class="thanks">
        <Icon of={ShieldCheck} size={16} />
        {words(answered === 'granted' ? 'ask.remembered' : 'ask.refused')}
      </p>
    );
  }
  if (asks.length === 0) return null;
  return (
    <section class="ask" role={role} aria-labelledby="ask-title" onKeyDown={onKeyDown}>
      <Icon of={ShieldCheck} size={20} class="seal" />
      {h(role === 'dialog' ? 'h2' : 'h3', { id: 'ask-title' }, words('ask.title'))}
      <button type="button" class="tool" aria-label={words('ask.later')} title={words('ask.later')} onClick={later}>
        <Icon of={X} size={16} />
      </button>
      <p>
        {words('ask.text', {
          things: inOrder(asks)
            .map((purpose) => words(`ask.${purpose}`))
            .join(words('ask.and')),
        })}
      </p>
      <div class="answers">
        <button type="button" class="plain" onClick={answer('granted')}>
          {words('ask.yes')}
        </button>
        <button type="button" class="plain" onClick={answer('denied')}>
          {words('ask.no')}
        </button>
      </div>
      <button type="button" class="quiet" onClick={choose}>
        {words('ask.choose')}
      </button>
    </section>
  );
}
