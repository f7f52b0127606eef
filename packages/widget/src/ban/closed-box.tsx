import DoorClosed from 'lucide/dist/esm/icons/door-closed.mjs';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../icons/icon.tsx';
import type { PrivacyLook } from '../privacy/privacy-look.ts';
import { ObjectTo } from './object-to.tsx';

/** Timers of browsers hold no more milliseconds than this. */
const longestTimerMs = 2 ** 31 - 1;
/** By then an answer would have come. */
const answerMs = 2_500;

type Props = PrivacyLook & {
  /** By the device's clock. */
  readonly until: number;
};

/** What stands in place of the chat while it is closed for this visitor: until when, and whom to write to. */
export function ClosedBox({ model, words, until }: Props) {
  const { handlr, site, state, times } = model;
  const [asked, setAsked] = useState<'no' | 'asking' | 'still'>('no');
  const hasUnsent = state.messages.some(({ seq }) => seq === null);

  useEffect(() => {
    const timer = setTimeout(handlr.knock, Math.min(longestTimerMs, until - Date.now()));
    return () => clearTimeout(timer);
  }, [until]);
  useEffect(() => {
    if (asked !== 'asking') return;
    const timer = setTimeout(() => setAsked('still'), answerMs);
    return () => clearTimeout(timer);
  }, [asked]);

  const ask = (): void => {
    setAsked('asking');
    handlr.knock();
  };

  return (
    <section class="closed" aria-labelledby="closed-title">
      <div class="doorway" aria-hidden="true">
        <Icon of={DoorClosed} size={28} />
      </div>
      <h3 id="closed-title">{words('closed.title')}</h3>
      <p>{words('closed.until', { time: times.moment(until) })}</p>
      <ObjectTo contact={site.consent?.contact} site={site.name} words={words} />
      {hasUnsent && <p>{words('closed.waiting')}</p>}
      <button type="button" class="plain" aria-disabled={asked === 'asking'} onClick={() => asked !== 'asking' && ask()}>
        {words('closed.again')}
      </button>
      <p class="answer" role="status">
        {asked === 'still' && words('closed.still')}
      </p>
    </section>
  );
}
