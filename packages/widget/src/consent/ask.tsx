import { useRef } from 'preact/hooks';
import type { Look } from '../box/model.ts';
import { usePrivacy } from '../privacy/use-privacy.ts';

type Props = Look & { readonly part: 'card' | 'question' };

/** Where our own dialog stands when it has something to ask. If it does not come, nothing was asked and nothing is granted. */
export function Ask({ model, part }: Props) {
  const hasAsked = useRef(false);
  hasAsked.current ||= model.asks.length > 0;
  return hasAsked.current ? <Asked model={model} part={part} /> : null;
}

function Asked({ model, part }: Props) {
  // In the transcript, a log, whatever comes is read out anyway.
  return <div ref={usePrivacy(part, model).place} aria-live={part === 'question' ? 'polite' : undefined} />;
}
