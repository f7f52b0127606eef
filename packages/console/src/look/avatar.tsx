import UserRound from 'lucide/dist/esm/icons/user-round.mjs';
import { Icon } from './icon.tsx';

type Props = { readonly name: string | null; readonly present?: boolean | undefined; readonly large?: boolean };

/** Initials, or a plain figure for whoever gave no name; a dot for a visitor who has the chat open. */
export function Avatar({ name, present, large = false }: Props) {
  return (
    <span class={large ? 'avatar avatar-large' : 'avatar'} aria-hidden="true">
      {name === null ? <Icon of={UserRound} size={large ? 20 : 16} /> : initials(name)}
      {present !== undefined && <span class={present ? 'presence presence-here' : 'presence'} />}
    </span>
  );
}

/** At most two letters, as people write them. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u);
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return chosen
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toLocaleUpperCase();
}
