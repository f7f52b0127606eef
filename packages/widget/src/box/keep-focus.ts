const focusable = 'button:not(:disabled), a[href], textarea, input, [tabindex="0"]';

/** Keeps Tab inside, for a box that covers everything else. */
export function keepFocus(event: KeyboardEvent, box: HTMLElement): void {
  const stops = [...box.querySelectorAll<HTMLElement>(focusable)];
  const root = box.getRootNode();
  const active = root instanceof ShadowRoot ? root.activeElement : null;
  const [from, to] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
  if (active !== from && active !== box) return;
  event.preventDefault();
  to?.focus();
}
