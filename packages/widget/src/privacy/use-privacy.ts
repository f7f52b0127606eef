import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Model } from '../box/model.ts';
import type * as privacy from './privacy.tsx';

/** Whoever waits for longer than this is shown that something comes. */
const patienceMs = 150;

type Part = privacy.Part | 'email';
type Chunk = { draw(part: Part, model: Model, place: HTMLElement): void; clear(place: HTMLElement): void };

const chunks: Chunk[] = [];

/**
 * Draws a part of what stands beside the chat into `place`. It is a chunk of its own, loaded when it is first asked for,
 * so that nobody pays for it who only wants to chat.
 */
export function usePrivacy(part: Part, model: Model) {
  const isEmail = part === 'email';
  const at = isEmail ? 1 : 0;
  const { handlr, redraw } = model;
  const place = useRef<HTMLDivElement>(null);
  const [progress, setProgress] = useState<'waiting' | 'slow' | 'failed'>('waiting');
  const isHere = chunks[at] !== undefined && handlr.consent !== null;

  const load = (): void => {
    setProgress('waiting');
    Promise.all([
      isEmail ? import('../visitor-email/visitor-email.tsx') : import('./privacy.tsx'),
      handlr.loadConsent(),
    ]).then(
      ([chunk]) => {
        chunks[at] = chunk;
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
    if (isHere && place.current) chunks[at]?.draw(part, model, place.current);
  });
  useLayoutEffect(() => {
    const drawnInto = place.current;
    return () => drawnInto && chunks[at]?.clear(drawnInto);
  }, []);

  return { place, progress: isHere ? null : progress, retry: load };
}
