import Eye from 'lucide/dist/esm/icons/eye.mjs';
import EyeClosed from 'lucide/dist/esm/icons/eye-closed.mjs';
import { Icon } from '../look/icon.tsx';

type Props = { readonly revealed: boolean; readonly onReveal: (revealed: boolean) => void };

/** Shows or hides what is typed. */
export function RevealButton({ revealed, onReveal }: Props) {
  return (
    <button
      type="button"
      class="icon-button"
      aria-pressed={revealed}
      aria-label="Show password"
      title={revealed ? 'Hide password' : 'Show password'}
      onClick={() => onReveal(!revealed)}
    >
      <Icon of={revealed ? Eye : EyeClosed} />
    </button>
  );
}
