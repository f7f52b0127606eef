import { createId, followView, type PageView, secondsOf, type ViewEvent } from '@handlr/core';
import { admit, lateDeviceRegister, type PageTimeRecord } from '@handlr/privacy';
import { visitLimits } from '@handlr/protocol';
import type { ConsentEngine } from '../consent/consent-engine.ts';
import type { DeviceStorage } from '../storage/device-storage.ts';
import type { Surroundings, Undo } from '../surroundings/surroundings.ts';

type Deps = {
  readonly storage: DeviceStorage;
  readonly surroundings: Surroundings;
  readonly consent: Pick<ConsentEngine, 'get' | 'context'>;
  /** There is something to say of this page. */
  due(what: 'report' | 'beat'): void;
};

const { pageTime } = lateDeviceRegister;
const { beatMs, attentionMs, pageSeconds } = visitLimits;
/** Timers come late where much else is done. */
const lateMs = 30_000;
const viewLimits = { beatMs, attentionMs, stretchMs: beatMs + lateMs, longestMs: pageSeconds * 1000 };

/** How long the page is looked at. What counts and when there is something to say, core decides. */
export function createPageClock({ storage, surroundings, consent, due }: Deps) {
  let view: PageView | null = null;
  let undoTick: Undo = () => {};

  return {
    look: (): void => step({ type: 'looked', viewId: createId(surroundings), visible: surroundings.isPageVisible() }),
    step,
    now: (): PageTimeRecord | null =>
      view === null ? null : { viewId: view.viewId, seconds: secondsOf(view, viewLimits, surroundings.nowMs()) },
    /** The look before this one, which the gateway may not have heard the whole of. */
    before(): PageTimeRecord | null {
      const kept = storage.read(pageTime);
      return kept === null || kept.viewId === view?.viewId ? null : kept;
    },
    /** The gateway has it. */
    told(before: PageTimeRecord): void {
      if (storage.read(pageTime)?.viewId === before.viewId) storage.remove(pageTime);
    },
    stop: () => undoTick(),
  };

  function step(event: ViewEvent): void {
    const [next, effects] = followView(view, event, viewLimits, surroundings.nowMs());
    // The look that ends here, where the page itself goes on.
    if (event.type === 'looked') keepTime();
    view = next;
    undoTick();
    for (const effect of effects) {
      if (effect === 'keep') keepTime();
      else due(effect);
    }
    const isTold = effects.includes('beat') || effects.includes('report') || event.type === 'acted';
    if (isTold && view?.runsSince !== null) undoTick = surroundings.after(beatMs, () => step({ type: 'ticked' }));
  }

  function keepTime(): void {
    if (view === null || !consent.get().history) return;
    const seconds = secondsOf(view, viewLimits, surroundings.nowMs());
    const kept = { viewId: view.viewId, seconds };
    if (seconds > 0) storage.write(pageTime, admit(pageTime, kept, consent.context(pageTime)));
  }
}
