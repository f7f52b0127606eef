import { type ComponentType, render } from 'preact';
import closedSheet from '../ban/closed.css';
import { ClosedBox } from '../ban/closed-box.tsx';
import type { Model } from '../box/model.ts';
import askSheet from '../consent/ask.css';
import choicesSheet from '../consent/choices.css';
import { ConsentInChat } from '../consent/consent-in-chat.tsx';
import { ConsentQuestion } from '../consent/consent-question.tsx';
import { createTexts } from '../texts/texts.ts';
import privacySheet from './privacy.css';
import type { PrivacyLook } from './privacy-look.ts';
import { PrivacyPanel } from './privacy-panel.tsx';
import { privacyEnglish } from './privacy-texts.en.ts';

const parts = { panel: Aside, card: ConsentInChat, question: ConsentQuestion } satisfies Record<
  string,
  ComponentType<PrivacyLook>
>;
export type Part = keyof typeof parts;

/** Draws one part, as a root of its own: a page may hold another copy of the box's code than the one that came with this. */
export function draw(part: Part, model: Model, place: HTMLElement): void {
  const root = place.getRootNode();
  if (root instanceof ShadowRoot && !root.adoptedStyleSheets.includes(privacySheet())) {
    root.adoptedStyleSheets.push(privacySheet(), choicesSheet(), askSheet(), closedSheet());
  }
  const View = parts[part];
  render(<View model={model} words={createTexts(privacyEnglish, model.site.appearance.texts)} />, place);
}

/** "Your privacy", also while the chat is closed; else what a closed chat says. */
function Aside(look: PrivacyLook) {
  const { panel, state } = look.model;
  if (panel === 'privacy' || state.closedUntil === null) return <PrivacyPanel {...look} />;
  return <ClosedBox {...look} until={state.closedUntil} />;
}

export function clear(place: HTMLElement): void {
  render(null, place);
}
