import { h } from 'preact';

export type IconNode = readonly (readonly [tag: string, attributes: Record<string, string | number>])[];

const gridPx = 24;
const strokePx = 1.5;

/** A Lucide icon. Decorative: whatever it means is also said in words beside it. */
export function Icon({ of, size = 16, class: name }: { of: IconNode; size?: number; class?: string }) {
  return (
    <svg
      class={name === undefined ? 'icon' : `icon ${name}`}
      width={size}
      height={size}
      viewBox={`0 0 ${gridPx} ${gridPx}`}
      fill="none"
      stroke="currentColor"
      stroke-width={(strokePx * gridPx) / size}
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {of.map(([tag, attributes], at) => h(tag, { ...attributes, key: at }))}
    </svg>
  );
}
