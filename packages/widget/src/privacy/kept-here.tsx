import type { DescribedThing } from '@handlr/sdk';
import { useEffect, useState } from 'preact/hooks';
import type { PrivacyLook } from './privacy-look.ts';

/** What is on this device now, and until when. */
export function KeptHere({ model, words, kept }: PrivacyLook & { readonly kept: readonly DescribedThing[] }) {
  const { state, times } = model;
  return (
    <>
      <h4>{words('privacy.device')}</h4>
      {!state.isPersistent && <p class="until">{words('privacy.device.memory')}</p>}
      {kept.length === 0 && <p>{words('privacy.device.none')}</p>}
      {kept.map(({ entry, expiresAt, sentence }) => (
        <p key={entry} class="kept">
          {sentence} <span class="until">{words('privacy.device.until', { time: times.moment(expiresAt) })}</span>
        </p>
      ))}
    </>
  );
}

/** Looked up anew whenever anything changed; null before the first answer. */
export function useKept({ handlr, state }: PrivacyLook['model']): readonly DescribedThing[] | null {
  const [kept, setKept] = useState<readonly DescribedThing[] | null>(null);
  useEffect(() => {
    let isCurrent = true;
    void handlr.keptOnDevice().then((found) => {
      if (isCurrent) setKept(found);
    });
    return () => {
      isCurrent = false;
    };
  }, [state]);
  return kept;
}
