import type { Decision } from '@handlr/privacy';
import type { BannerWords } from './consent.ts';

/** What a tab tells the others of consent: what the visitor decided, and the banner's words that are new. */
export type Shared = {
  readonly decision: Decision | null;
  readonly words: BannerWords;
  /**
   * Grants that the banner said first on its page. They were read from where the banner remembers them, perhaps a moment before
   * the visitor took them back elsewhere, so they overrule no denial.
   */
  readonly read: BannerWords;
  readonly number: number;
};

/** Tabs of one origin may run different versions of this. */
export function isShared(value: unknown): value is Shared {
  return (
    isObject(value) &&
    Number.isSafeInteger(value['number']) &&
    isObject(value['words']) &&
    isObject(value['read']) &&
    (value['decision'] === null || (isObject(value['decision']) && isObject(value['decision']['choices'])))
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
