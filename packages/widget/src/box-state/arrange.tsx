import type { Pull } from '@handlr/core';
import { render } from 'preact';
import type { Model } from '../box/model.ts';
import { createTexts } from '../texts/texts.ts';
import arrangeSheet from './arrange.css';
import { arrangeEnglish } from './arrange-texts.en.ts';
import { ArrangeTool } from './arrange-tool.tsx';
import { type Arranging, createArranging } from './arranging.ts';

type Press = (press: PointerEvent, on: EventTarget | null) => void;

/** Of each box what a press does, and since when it hears of them. */
const arranged = new WeakMap<HTMLElement, { readonly onPress: Press; readonly sinceMs: number }>();
const pulls: readonly Pull[] = [-1, 0, 1];

/** Makes an open box one that can be moved and resized, with its header, its edges and the keyboard. */
export function arrange(header: HTMLElement, model: Model, event: Event, target: EventTarget | null): void {
  const box = header.parentElement;
  if (!box) return;
  const { onPress, sinceMs } = arranged.get(box) ?? attach(header, box, model);
  // The finger that asked for this may be on its way already.
  if (event instanceof PointerEvent && event.type === 'pointerdown' && event.timeStamp < sinceMs)
    onPress(event, target);
}

function attach(header: HTMLElement, box: HTMLElement, model: Model) {
  const root = box.getRootNode();
  if (root instanceof ShadowRoot && !root.adoptedStyleSheets.includes(arrangeSheet())) {
    root.adoptedStyleSheets.push(arrangeSheet());
  }

  const arranging = createArranging(box, model);
  const onPress: Press = (press, on) => {
    const isTool = on instanceof Element && on.closest('button, .arranging') !== null;
    if (press.button === 0 && !isTool && !arranging.isFixed()) arranging.drag(press, header);
  };
  header.addEventListener('pointerdown', (press) => onPress(press, press.target));
  addEdges(box, arranging);
  const place = header.querySelector('.arrange');
  const words = createTexts(arrangeEnglish, model.site.appearance.texts);
  if (place) render(<ArrangeTool arranging={arranging} words={words} />, place);
  const attached = { onPress, sinceMs: performance.now() };
  arranged.set(box, attached);
  return attached;
}

function addEdges(box: HTMLElement, arranging: Arranging): void {
  for (const inline of pulls) {
    for (const block of pulls) {
      if (inline === 0 && block === 0) continue;
      const edge = document.createElement('i');
      edge.className = 'edge';
      Object.assign(edge.dataset, { inline, block });
      edge.addEventListener('pointerdown', (press) => {
        if (press.button === 0) arranging.pull(press, edge, { inline, block });
      });
      box.append(edge);
    }
  }
}
