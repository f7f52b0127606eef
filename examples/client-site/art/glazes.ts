import type { Glaze } from './thrown.ts';

/** The workshop's glaze book: how each colour breaks at an edge, lies on a wall, and pools. */
export const glazes = {
  cobalt: { light: '#5b86b4', mid: '#2f5c92', deep: '#1b3a67' },
  estuary: { light: '#7ea2a6', mid: '#4c7880', deep: '#2a525c' },
  chalk: { light: '#f7f3e8', mid: '#ece5d5', deep: '#d6cab3' },
  celadon: { light: '#c5d4bf', mid: '#9bb59c', deep: '#688a75' },
  oatmeal: { light: '#eee1c9', mid: '#dccaa9', deep: '#bfa57c' },
  tenmoku: { light: '#8a4a22', mid: '#3d221a', deep: '#1d1413' },
} as const satisfies Record<string, Glaze>;

export const clays = { buff: '#b58f68', iron: '#8a5a3c', toasted: '#c79f74' } as const;
