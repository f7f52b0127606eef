import type { ChatSummary } from '@handlr/protocol';
import { isMine, listOrder, neighbour } from '../inbox/inbox-groups.ts';
import { themeChoices } from '../look/theme.ts';
import { visitorLabel } from '../visitor-card/visitor-label.ts';
import type { ConsoleContext } from '../workspace/console-context.ts';
import { sectionOf, sectionsOf } from '../workspace/sections.ts';
import { signOut } from '../workspace/sign-out.ts';
import { composerId, conversationTitleId, focusSoon, toggleCard } from '../workspace/view-state.ts';
import { type ShortcutName, shortcuts } from './shortcuts.ts';

export type Command = {
  readonly id: string;
  readonly section: 'This chat' | 'Go to' | 'Console';
  readonly label: string;
  /** Said beside the label, and searched too. */
  readonly hint: string;
  readonly shortcut: ShortcutName | null;
  run(): void;
};

/** What can be done now; what makes no sense at the moment is not there. */
export function listCommands(context: ConsoleContext): readonly Command[] {
  return [...chatCommands(context), ...jumpCommands(context), ...sectionCommands(context), ...consoleCommands(context)];
}

function chatCommands({ desk, view }: ConsoleContext): readonly Command[] {
  const chat = desk.selected.value;
  if (chat === null || sectionOf(desk, view.section.value).id !== 'inbox') return [];
  const mine = chat.state === 'active' && isMine(chat, desk.profile.agentId);
  const named = (label: string, shortcut: ShortcutName, run: () => void): Command => ({
    id: shortcut,
    section: 'This chat',
    label,
    hint: visitorLabel(chat),
    shortcut,
    run,
  });
  return [
    ...(chat.state === 'waiting' && desk.may(chat, 'chat:accept')
      ? [named('Accept chat', 'accept', () => void desk.accept(chat.chatId).then(() => focusSoon(composerId)))]
      : []),
    ...(mine ? [named('Write a reply', 'reply', () => focusSoon(composerId))] : []),
    ...(mine && desk.may(chat, 'chat:end') ? [named('End chat…', 'end', () => view.open('end-chat'))] : []),
    ...(desk.may(chat, 'ban:add') ? [named('Ban visitor…', 'ban', () => view.open('ban'))] : []),
    named('Show or hide the visitor’s card', 'card', () => toggleCard(view)),
  ];
}

function jumpCommands({ desk, view }: ConsoleContext): readonly Command[] {
  const groups = desk.groups.value;
  const selectedId = desk.selected.value?.chatId ?? null;
  const go = (chat: ChatSummary): void => {
    view.show('inbox');
    view.showCard(false);
    desk.select(chat.chatId);
    focusSoon(conversationTitleId);
  };
  const step = (shortcut: 'next' | 'previous', by: 1 | -1): readonly Command[] => {
    const chat = neighbour(groups, selectedId, by);
    const { about: label } = shortcuts[shortcut];
    return chat === undefined
      ? []
      : [{ id: shortcut, section: 'Go to', label, hint: '', shortcut, run: () => go(chat) }];
  };
  const jumps = listOrder(groups).map((chat): Command => ({
    id: chat.chatId,
    section: 'Go to',
    label: visitorLabel(chat),
    hint: `${chat.siteName}, ${chat.state}`,
    shortcut: null,
    run: () => go(chat),
  }));
  return [...jumps, ...step('next', 1), ...step('previous', -1)];
}

function sectionCommands({ desk, view }: ConsoleContext): readonly Command[] {
  const sections = sectionsOf(desk);
  const current = sectionOf(desk, view.section.value);
  return sections
    .map(({ id, title }, at): Command => {
      const run = (): void => view.show(id);
      return { id: `section-${id}`, section: 'Go to', label: title, hint: `Key ${at + 1}`, shortcut: null, run };
    })
    .filter(({ id }) => id !== `section-${current.id}`);
}

function consoleCommands(context: ConsoleContext): readonly Command[] {
  const { view, theme } = context;
  const command = (id: string, label: string, run: () => void, shortcut: ShortcutName | null = null): Command => ({
    id,
    section: 'Console',
    label,
    hint: '',
    shortcut,
    run,
  });
  return [
    ...themeChoices
      .filter((choice) => choice !== theme.choice.value)
      .map((choice) =>
        command(`theme-${choice}`, choice === 'system' ? 'Theme as the system' : `Theme ${choice}`, () =>
          theme.choose(choice),
        ),
      ),
    command('shortcuts', 'Keyboard shortcuts', () => view.open('shortcuts'), 'shortcuts'),
    command('about', 'Help and about', () => view.open('about')),
    command('sessions', 'Where you are signed in', () => view.open('sessions')),
    command('sign-out', 'Sign out', () => void signOut(context)),
  ];
}
