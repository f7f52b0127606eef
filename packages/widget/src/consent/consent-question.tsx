import { useEffect, useState } from 'preact/hooks';
import type { PrivacyLook } from '../privacy/privacy-look.ts';
import { ConsentCard } from './consent-card.tsx';

/** How long the answer to an answer stands beside the launcher. */
const thanksMs = 6_000;

/** The card beside the launcher, for a site that asks before anybody opens the box. */
export function ConsentQuestion({ model, words }: PrivacyLook) {
  const [isOver, setOver] = useState(false);
  const isAnswered = model.asks.length === 0;
  useEffect(() => {
    if (!isAnswered) return;
    const timer = setTimeout(() => setOver(true), thanksMs);
    return () => clearTimeout(timer);
  }, [isAnswered]);

  if (isOver) return null;
  return (
    <div class={`box question ${model.site.appearance.position}`}>
      <ConsentCard model={model} words={words} role="dialog" onLeft={toLauncher} />
    </div>
  );
}

function toLauncher(from: HTMLElement): void {
  const root = from.getRootNode();
  if (root instanceof ShadowRoot) root.querySelector<HTMLElement>('.launcher')?.focus();
}
