export { mount } from './mount.tsx';
export { english, type TextKey } from './texts/texts.en.ts';
