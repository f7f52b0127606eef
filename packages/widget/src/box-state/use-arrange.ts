import type { Model } from '../box/model.ts';

/** Moving and resizing, loaded with the first sign that the visitor may want it; a finger's first pull counts already. */
export function useArrange(model: Model) {
  const wake = (event: Event): void => {
    if (!model.isFullScreen)
      void import('./arrange.tsx').then(
        ({ arrange }) => arrange(event, model),
        () => {},
      );
  };
  return { onPointerEnter: wake, onPointerDown: wake, onFocusIn: wake };
}
