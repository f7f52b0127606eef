import { useRef } from 'preact/hooks';
import type { PrivacyLook } from '../privacy/privacy-look.ts';
import { ConsentCard } from './consent-card.tsx';

/** The card at the end of the transcript; once it is answered, it goes with whatever is written next. */
export function ConsentInChat({ model, words }: PrivacyLook) {
  const { asks, state } = model;
  const seen = useRef(state.messages.length);
  if (asks.length > 0) seen.current = state.messages.length;
  if (state.messages.length !== seen.current) return null;
  return <ConsentCard model={model} words={words} onLeft={toWriting} />;
}

/** Whoever uses the keyboard goes on writing; a finger does not want an on-screen keyboard for having pressed a button. */
function toWriting(from: HTMLElement): void {
  const box = from.closest<HTMLElement>('.box');
  const field = from.matches(':focus-visible') || from.querySelector(':focus-visible') ? 'textarea' : null;
  (field === null ? box : (box?.querySelector<HTMLElement>(field) ?? box))?.focus();
}
