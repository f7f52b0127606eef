import box from './box.css';
import composer from './composer.css';
import header from './header.css';
import launcher from './launcher.css';
import tokens from './tokens.css';
import transcript from './transcript.css';

export const sheets = (): CSSStyleSheet[] =>
  [tokens, launcher, box, header, transcript, composer].map((sheet) => sheet());
