/** Every key that does something, in one place: the listener, the palette and the help all read it. */
export const shortcuts = {
  palette: { keys: 'Mod k', about: 'Search, and do anything' },
  next: { keys: 'j', about: 'Next chat' },
  previous: { keys: 'k', about: 'Previous chat' },
  accept: { keys: 'a', about: 'Accept the chat' },
  reply: { keys: 'r', about: 'Write a reply' },
  end: { keys: 'e', about: 'End the chat' },
  ban: { keys: 'b', about: 'Ban the visitor' },
  card: { keys: 'i', about: 'Show or hide the visitor’s card' },
  back: { keys: 'Escape', about: 'Leave the composer, or go back' },
  screens: { keys: '1', about: 'Go to a screen by its number' },
  shortcuts: { keys: '?', about: 'Show these shortcuts' },
} as const;

export type ShortcutName = keyof typeof shortcuts;

/** Keys that work while writing. */
export const composerKeys = [
  { keys: 'Enter', about: 'Send' },
  { keys: 'Shift Enter', about: 'New line' },
] as const;
