import type { Appearance, BoxPlace } from '@handlr/sdk';

/** Where the style sheet has it. */
export function sitePlace(position: Appearance['position']): BoxPlace {
  const corner = position === 'left' ? 'end-start' : 'end-end';
  return { corner, inlinePx: 20, blockPx: 92, widthPx: 384, heightPx: 656 };
}
