import type { Handlr, HandlrState, Handover } from '@handlr/sdk';
import { render } from 'preact';
import ChevronDown from 'lucide/dist/esm/icons/chevron-down.mjs';
import { Icon } from '../icons/icon.tsx';
import type { Texts } from '../texts/texts.ts';

/** How long the launcher says that a closed chat goes on. */
const noticeMs = 6_000;

/** From now on the launcher, which the loader drew, shows the state of the box and how much came while it was away. */
export function takeLauncher({ launcher, notice, root }: Handover, handlr: Handlr, texts: Texts) {
  const extra = document.createElement('span');
  launcher.append(extra);
  launcher.ariaHasPopup = 'dialog';
  launcher.onclick = () => (handlr.state().box === 'open' ? handlr.minimise() : handlr.open());

  let heard = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const say = (text: string): void => {
    clearTimeout(timer);
    notice.textContent = text;
    timer = setTimeout(() => (notice.textContent = ''), noticeMs);
  };
  handlr.on('open', () => say(''));
  handlr.on('close', () => {
    if (goesOn(handlr.state())) say(texts('launcher.goes-on'));
  });

  return ({ box, unread }: HandlrState): void => {
    const isOpen = box === 'open';
    if (!isOpen && unread > heard) say(texts('transcript.new'));
    heard = unread;
    const wasOpen = launcher.ariaExpanded === 'true';
    const label = texts('launcher.open');
    const hasDraft = handlr.draft.has();
    launcher.ariaExpanded = String(isOpen);
    if (isOpen) launcher.ariaLabel = texts('launcher.hide');
    else if (unread > 0) launcher.ariaLabel = texts('launcher.unread', { label, count: unread });
    else launcher.ariaLabel = hasDraft ? texts('launcher.draft', { label }) : label;
    render(
      <>
        <Icon of={ChevronDown} size={26} class="chevron" />
        {!isOpen && (unread > 0 || hasDraft) && <b class="badge">{unread > 9 ? '9+' : unread || '…'}</b>}
      </>,
      extra,
    );
    // The box is about to go; whoever was in it stands at its door again.
    if (wasOpen && !isOpen && root.activeElement !== null) launcher.focus();
  };
}

function goesOn({ phase }: HandlrState): boolean {
  return phase !== 'none' && phase !== 'ended';
}
