const isApple = /mac|iphone|ipad/i.test(navigator.userAgent);

/** Keys as this keyboard names them: "Mod k" is ⌘K or Ctrl K. */
export function keyWords(keys: string): string {
  return keys
    .split(' ')
    .map((key) => (key === 'Mod' ? (isApple ? '⌘' : 'Ctrl') : key.length === 1 ? key.toUpperCase() : key))
    .join(isApple ? '' : ' ');
}

/** The key that does the same, beside an action, which is named without it. */
export function KeyCap({ keys }: { keys: string }) {
  return (
    <kbd class="key-cap" aria-hidden="true">
      {keyWords(keys)}
    </kbd>
  );
}

/** A key as a word of a sentence. */
export function KeyWord({ keys }: { keys: string }) {
  return <kbd class="key-cap">{keyWords(keys)}</kbd>;
}
