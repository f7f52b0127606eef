import Coffee from 'lucide/dist/esm/icons/coffee.mjs';
import { useLayoutEffect } from 'preact/hooks';
import { Icon } from '../look/icon.tsx';
import { useConsole } from '../workspace/console-context.ts';
import { ChatRow } from './chat-row.tsx';
import { type GroupName, groupNames, listOrder } from './inbox-groups.ts';

const titles: { readonly [Name in GroupName]: string } = {
  waiting: 'Waiting',
  mine: 'My chats',
  colleagues: 'Colleagues’ chats',
  ended: 'Just ended',
};

export function ChatGroups() {
  const { desk } = useConsole();
  const groups = desk.groups.value;
  const tabStop = desk.selected.value?.chatId ?? listOrder(groups)[0]?.chatId;
  useLayoutEffect(() => {
    document.querySelector('.chat-row[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [desk.selected.value?.chatId]);
  return (
    <div onKeyDown={moveFocus}>
      {groups.waiting.length === 0 && (
        <div class="inbox-quiet">
          <Icon of={Coffee} size={20} />
          <p>
            <strong>Nobody is waiting.</strong>
            <br />
            It’s a good moment for tea.
          </p>
        </div>
      )}
      {groupNames
        .filter((name) => groups[name].length > 0)
        .map((name) => (
          <section key={name} class={`chat-group chat-group-${name}`} aria-labelledby={`group-${name}`}>
            <h3 id={`group-${name}`} class="chat-group-title">
              {titles[name]} <span class="chat-group-count">{groups[name].length}</span>
            </h3>
            <ul>
              {groups[name].map((chat) => (
                <ChatRow key={chat.chatId} chat={chat} isTabStop={chat.chatId === tabStop} />
              ))}
            </ul>
          </section>
        ))}
    </div>
  );
}

/** Arrow keys go through the rows of all groups; the list is one stop for Tab. */
function moveFocus(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('.chat-row')];
  const at = rows.findIndex((row) => row === document.activeElement);
  const next = rows[at + step];
  if (at === -1 || next === undefined) return;
  event.preventDefault();
  next.focus();
}
