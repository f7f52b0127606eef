import box from './box.css';
import composer from './composer.css';
import header from './header.css';
import launcher from './launcher.css';
import privacy from './privacy.css';
import tokens from './tokens.css';
import transcript from './transcript.css';

export const sheets = (): CSSStyleSheet[] =>
  [tokens, launcher, box, header, transcript, composer, privacy].map((sheet) => sheet());
