import type { Model } from '../box/model.ts';

/** Moving and resizing, loaded with the first sign that the visitor may want it; a finger's first pull counts already. */
export function useArrange(model: Model) {
  // An event forgets where it happened before a chunk has come.
  const wake = (event: Event & { currentTarget: HTMLElement }): void => {
    const { currentTarget, target } = event;
    if (model.isFullScreen) return;
    void import('./arrange.tsx').then(({ arrange }) => arrange(currentTarget, model, event, target)).catch(() => {});
  };
  return { onPointerEnter: wake, onPointerDown: wake, onFocusIn: wake };
}
