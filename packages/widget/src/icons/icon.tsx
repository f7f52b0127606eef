import { h } from 'preact';

type IconNode = readonly (readonly [tag: string, attributes: Record<string, string | number>])[];

/** An icon of lucide's. Decoration only: whatever it means is said in words beside it. */
export function Icon({ of, size = 20, class: name = '' }: { of: IconNode; size?: number; class?: string }) {
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
      {of.map(([tag, attributes]) => h(tag, attributes))}
    </svg>
  );
}
