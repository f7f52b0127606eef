import { h } from 'preact';
import arrowLeft from 'lucide/dist/esm/icons/arrow-left.mjs';
import arrowDown from 'lucide/dist/esm/icons/arrow-down.mjs';
import arrowUp from 'lucide/dist/esm/icons/arrow-up.mjs';
import chevronDown from 'lucide/dist/esm/icons/chevron-down.mjs';
import minus from 'lucide/dist/esm/icons/minus.mjs';
import shieldCheck from 'lucide/dist/esm/icons/shield-check.mjs';
import x from 'lucide/dist/esm/icons/x.mjs';

const icons = { arrowDown, arrowLeft, arrowUp, chevronDown, minus, shieldCheck, x };

/** Decoration only: whatever it means is said in words beside it. */
export function Icon({ name, size = 20 }: { name: keyof typeof icons; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.5"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      class={`icon ${name}`}
    >
      {icons[name].map(([tag, attributes]) => h(tag, attributes))}
    </svg>
  );
}
