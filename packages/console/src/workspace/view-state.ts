import { type ReadonlySignal, signal } from '@preact/signals';

export type Overlay = 'palette' | 'shortcuts' | 'about' | 'end-chat' | 'ban' | 'sessions';

/** What is open on the screen; of no meaning to anybody else. */
export interface ViewState {
  readonly overlay: ReadonlySignal<Overlay | null>;
  /** The visitor's card, where there is no room for it beside the conversation. */
  readonly cardOpen: ReadonlySignal<boolean>;
  /** The screen that is shown, by its id. */
  readonly section: ReadonlySignal<string>;
  /** Whether single letters act. Whoever dictates would set them off by speaking; kept in memory alone. */
  readonly letterKeys: ReadonlySignal<boolean>;
  open(overlay: Overlay): void;
  close(): void;
  showCard(shown: boolean): void;
  /** Goes to a screen. */
  show(section: string): void;
  allowLetterKeys(allowed: boolean): void;
}

export function createViewState(): ViewState {
  const overlay = signal<Overlay | null>(null);
  const cardOpen = signal(false);
  const section = signal('inbox');
  const letterKeys = signal(true);
  return {
    overlay,
    cardOpen,
    section,
    letterKeys,
    open: (next) => void (overlay.value = next),
    close: () => void (overlay.value = null),
    showCard: (shown) => void (cardOpen.value = shown),
    show: (next) => void (section.value = next),
    allowLetterKeys: (allowed) => void (letterKeys.value = allowed),
  };
}

export const composerId = 'composer';
export const conversationTitleId = 'conversation-title';
export const visitorNameId = 'visitor-name';

/** Shows the card or puts it away, and takes the focus along. Where the card has a place of its own, only the focus moves. */
export function toggleCard(view: ViewState): void {
  const isShown = !view.cardOpen.value;
  view.showCard(isShown);
  focusSoon(isShown ? visitorNameId : conversationTitleId);
}

/** After the next paint, when the view that it asks for stands. */
export function focusSoon(id: string): void {
  requestAnimationFrame(() => document.getElementById(id)?.focus());
}
