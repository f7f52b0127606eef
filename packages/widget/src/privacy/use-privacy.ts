import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Model } from '../box/model.ts';
import type * as privacy from './privacy.tsx';

/** Whoever waits for longer than this is shown that something comes. */
const patienceMs = 150;

let loaded: typeof privacy | undefined;

/**
 * Draws a part of what stands beside the chat into `place`. It is a chunk of its own, loaded when it is first asked for,
 * so that nobody pays for it who only wants to chat.
 */
export function usePrivacy(part: privacy.Part, model: Model) {
  const { handlr, redraw } = model;
  const place = useRef<HTMLDivElement>(null);
  const [progress, setProgress] = useState<'waiting' | 'slow' | 'failed'>('waiting');
  const isHere = loaded !== undefined && handlr.consent !== null;

  const load = (): void => {
    setProgress('waiting');
    Promise.all([import('./privacy.tsx'), handlr.loadConsent()]).then(
      ([chunk]) => {
        loaded = chunk;
        // All of it: what stands around this may have to make room.
        redraw();
      },
      () => setProgress('failed'),
    );
  };

  useEffect(() => {
    if (isHere) return;
    load();
    const timer = setTimeout(() => setProgress((now) => (now === 'waiting' ? 'slow' : now)), patienceMs);
    return () => clearTimeout(timer);
  }, []);
  useLayoutEffect(() => {
    if (isHere && place.current) loaded?.draw(part, model, place.current);
  });
  useLayoutEffect(() => {
    const drawnInto = place.current;
    return () => drawnInto && loaded?.clear(drawnInto);
  }, []);

  return { place, progress: isHere ? null : progress, retry: load };
}
