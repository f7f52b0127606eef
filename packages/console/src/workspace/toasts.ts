import { type ReadonlySignal, signal } from '@preact/signals';

/** What went otherwise than the agent wanted or expected. The words are found when it is shown, by what is known then. */
export type Toast =
  | { readonly kind: 'taken'; readonly chatId: string }
  | { readonly kind: 'erased' }
  | { readonly kind: 'not-accepted' }
  | { readonly kind: 'not-ended' }
  /** Words of a screen's own; with `undo`, what it says can be taken back while it stands. */
  | { readonly kind: 'said'; readonly words: string; readonly undo?: () => void }
  | { readonly kind: 'not-signed-out' };

export interface Toasts {
  readonly current: ReadonlySignal<Toast | null>;
  show(toast: Toast): void;
  dismiss(): void;
}

const shownMs = 7_000;

export function createToasts(): Toasts {
  const current = signal<Toast | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const dismiss = (): void => {
    clearTimeout(timer);
    current.value = null;
  };
  return {
    current,
    show(toast) {
      dismiss();
      current.value = toast;
      timer = setTimeout(dismiss, shownMs);
    },
    dismiss,
  };
}
