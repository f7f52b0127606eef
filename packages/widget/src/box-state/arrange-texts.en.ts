/** What comes with moving and resizing, in English. Sites replace single texts by key here as everywhere. */
export const arrangeEnglish = {
  'arrange.title': 'Move and resize',
  'arrange.hint': 'Drag the box by its top, or use the arrow keys. With Shift they change its size.',
  'arrange.top-left': 'To the top left',
  'arrange.top-right': 'To the top right',
  'arrange.bottom-left': 'To the bottom left',
  'arrange.bottom-right': 'To the bottom right',
  'arrange.smaller': 'Smaller',
  'arrange.larger': 'Larger',
  'arrange.reset': 'Put it back',
} as const;

export type ArrangeTextKey = keyof typeof arrangeEnglish;
