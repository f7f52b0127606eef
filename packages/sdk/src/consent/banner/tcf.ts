import type { SiteConfiguration } from '../../site-configuration.ts';
import type { HandlrFunction } from '../../loader/handover.ts';
import { type TcfBanner, type TcfData, wordsOfTcf } from './tcf-words.ts';

/** Written in front of the loader and of this. */
declare const HANDLR_SITE: SiteConfiguration & { readonly consent: { readonly banner: TcfBanner } };
declare const handlr: HandlrFunction;
declare const __tcfapi: (
  command: 'addEventListener',
  version: 2,
  listener: (data: TcfData, success: boolean) => void,
) => void;

const restMs = 1_000;
let looks = 60;

look();

/** The platform may come later than we do, break, or never come. */
function look(): void {
  try {
    __tcfapi('addEventListener', 2, (data, success) => {
      const words = success && wordsOfTcf(HANDLR_SITE.consent.banner, data);
      if (words) handlr.consent.set(words, 'tcf');
    });
  } catch {
    if (looks--) setTimeout(look, restMs);
  }
}
