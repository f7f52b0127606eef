/** On small screens the box takes all of it. The same words stand in the style sheets. */
const query = '(max-width: 479.98px), (max-height: 419.98px)';

/**
 * Follows the size of the screen, and what an on-screen keyboard leaves of it: phones do not tell style sheets.
 * Returns whether the box covers the screen now.
 */
export function watchScreen(root: ShadowRoot, changed: () => void): () => boolean {
  const match = matchMedia(query);
  const sheet = new CSSStyleSheet();
  root.adoptedStyleSheets.push(sheet);
  match.addEventListener('change', changed);
  visualViewport?.addEventListener('resize', measure);
  visualViewport?.addEventListener('scroll', measure);
  measure();
  return () => match.matches;

  function measure(): void {
    const { height, offsetTop } = visualViewport ?? { height: innerHeight, offsetTop: 0 };
    sheet.replaceSync(`:host{--view-height:${height}px;--view-top:${offsetTop}px}`);
  }
}
