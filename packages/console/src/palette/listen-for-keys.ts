import type { ConsoleContext } from '../workspace/console-context.ts';
import { type Section, sectionOf, sectionsOf } from '../workspace/sections.ts';
import { toggleCard } from '../workspace/view-state.ts';
import { type Command, listCommands } from './commands.ts';
import { shortcuts } from './shortcuts.ts';

/** Listens for the shortcuts until the returned undo is called. */
export function listenForKeys(context: ConsoleContext): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    const { overlay } = context.view;
    if (isPaletteKey(event)) {
      event.preventDefault();
      return overlay.value === 'palette' ? context.view.close() : context.view.open('palette');
    }
    if (overlay.value !== null || isWriting(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === shortcuts.back.keys) return goBack(context);
    if (!context.view.letterKeys.value) return;
    const screen = screenOf(context, event.key);
    if (screen !== undefined) return context.view.show(screen.id);
    const command = commandOf(context, event.key);
    if (command === undefined) return;
    event.preventDefault();
    command.run();
  };
  document.addEventListener('keydown', onKeyDown);
  return () => document.removeEventListener('keydown', onKeyDown);
}

/** Screens are numbered as the rail shows them. */
function screenOf({ desk }: ConsoleContext, key: string): Section | undefined {
  return /^[1-9]$/.test(key) ? sectionsOf(desk)[Number(key) - 1] : undefined;
}

function commandOf(context: ConsoleContext, key: string): Command | undefined {
  const folded = key.toLowerCase();
  return listCommands(context).find(({ shortcut }) => shortcut !== null && shortcuts[shortcut].keys === folded);
}

function goBack({ desk, view }: ConsoleContext): void {
  if (sectionOf(desk, view.section.value).id !== 'inbox') view.show('inbox');
  else if (view.cardOpen.value) toggleCard(view);
  else desk.select(null);
}

function isPaletteKey({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  return key.toLowerCase() === 'k' && (ctrlKey || metaKey) && !altKey && !shiftKey;
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.matches('input, textarea, select') || target.isContentEditable);
}
