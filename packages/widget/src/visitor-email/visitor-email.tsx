import { render } from 'preact';
import type { Model } from '../box/model.ts';
import { createTexts } from '../texts/texts.ts';
import { EmailPanel } from './email-panel.tsx';
import { emailEnglish } from './email-texts.en.ts';
import sheet from './email.css';

/** As `privacy.tsx` does: a root of its own, drawn into a place that the box keeps for it. */
export function draw(_part: unknown, model: Model, place: HTMLElement): void {
  const root = place.getRootNode();
  if (root instanceof ShadowRoot && !root.adoptedStyleSheets.includes(sheet())) root.adoptedStyleSheets.push(sheet());
  render(<EmailPanel model={model} words={createTexts(emailEnglish, model.site.appearance.texts)} />, place);
}

export function clear(place: HTMLElement): void {
  render(null, place);
}
