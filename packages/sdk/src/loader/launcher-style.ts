import type { Appearance } from '../site-configuration.ts';

/**
 * BOX8  The launcher stands in the corner where the visitor left the box from the first time that it is drawn.
 *
 * Of the launcher alone; the box brings its own, and all that moves. A sheet is constructed of it, which no style-src forbids.
 * The speech bubble is drawn of borders: a picture would be a third of a page's bytes for it.
 */
export function launcherStyle({ accent, accentText, position }: Appearance, left = ''): string {
  const [, block = 'end', inline = position === 'left' ? 'start' : 'end'] = /"corner":"(\w+)-(\w+)/.exec(left) ?? [];
  return `:host{all:initial!important;display:contents!important;--accent:${accent};--accent-text:${accentText}}
@media print{:host{display:none!important}}
.launcher,.notice{position:fixed;z-index:2147483000;inset-inline-${inline}:20px;inset-block-${block}:calc(20px + env(safe-area-inset-bottom));box-shadow:0 1px 2px #0002,0 6px 20px #0003}
.launcher{width:56px;height:56px;padding:0;border:0;border-radius:50%;display:grid;place-items:center;background:var(--accent);color:var(--accent-text);cursor:pointer}
.launcher:before{content:"";width:20px;height:20px;border:1.5px solid;border-radius:50% 50% 50% 3px}
.launcher:focus-visible{outline:3px solid var(--accent);outline-offset:3px}
.launcher[aria-busy]{opacity:.6}
.notice{margin:68px 0;max-width:240px;padding:10px 14px;border-radius:10px;background:#1c2024;color:#fff;font:14px/1.45 system-ui}
.notice:empty{display:none}`;
}
