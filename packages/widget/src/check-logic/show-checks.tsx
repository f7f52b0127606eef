import { render } from 'preact';
import type { Model } from '../box/model.ts';
import { Prompt } from '../prompt-suppression/prompt.tsx';
import promptSheet from '../prompt-suppression/prompt.css';
import { createTexts } from '../texts/texts.ts';
import checkSheet from './check-logic.css';
import type { CheckLook } from './check-look.ts';
import { checkEnglish } from './check-texts.en.ts';
import { BeforeChat } from './before-chat.tsx';

/**
 * Draws what the site's checks brought about, in roots of its own: the prompt beside the launcher, and in the box what stands
 * before the first message. To be called after each drawing of the box.
 */
export function showChecks(model: Model, root: ShadowRoot): void {
  const { checks } = model.handlr;
  if (checks === null) return;
  if (!root.adoptedStyleSheets.includes(checkSheet())) root.adoptedStyleSheets.push(checkSheet(), promptSheet());
  const words = createTexts(checkEnglish, model.site.appearance.texts);
  const look: CheckLook = { model, checks, view: checks.view(), words };

  render(<Prompt look={look} />, promptPlace(root));
  const launcher = root.querySelector<HTMLElement>('.launcher');
  if (launcher !== null) launcher.style.display = look.view.isHidden && model.state.box !== 'open' ? 'none' : '';
  const place = root.querySelector('.checks');
  if (place !== null) render(<BeforeChat look={look} />, place);
}

/** There before anything comes into it, so that it is read out when it does; politely, and after the launcher in the order of Tab. */
function promptPlace(root: ShadowRoot): Element {
  const found = root.querySelector('.prompt-place');
  if (found !== null) return found;
  const place = document.createElement('div');
  place.className = 'prompt-place';
  place.ariaLive = 'polite';
  root.append(place);
  return place;
}
