import DoorClosed from 'lucide/dist/esm/icons/door-closed.mjs';
import { useEffect } from 'preact/hooks';
import { Icon } from '../icons/icon.tsx';
import type { PrivacyLook } from '../privacy/privacy-look.ts';
import { ObjectTo } from './object-to.tsx';

/** Timers of browsers hold no more milliseconds than this. */
const longestTimerMs = 2 ** 31 - 1;

type Props = PrivacyLook & {
  /** By the device's clock. */
  readonly until: number;
};

/** What stands in place of the chat while it is closed for this visitor: until when, and whom to write to. */
export function ClosedBox({ model, words, until }: Props) {
  const { handlr, site, state, times } = model;
  const hasUnsent = state.messages.some(({ seq }) => seq === null);

  useEffect(() => {
    const timer = setTimeout(handlr.knock, Math.min(longestTimerMs, until - Date.now()));
    return () => clearTimeout(timer);
  }, [until]);

  const ask = ({ currentTarget }: { currentTarget: HTMLElement }): void => {
    // The chat takes this place at once, or comes back to it; whoever pressed stays in the box.
    currentTarget.closest<HTMLElement>('.box')?.focus();
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
      <button type="button" class="plain" onClick={ask}>
        {words('closed.again')}
      </button>
    </section>
  );
}
