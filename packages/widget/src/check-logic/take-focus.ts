import { useLayoutEffect, useRef } from 'preact/hooks';

/** Puts the focus on what comes, where the visitor was in the box already: what they stood on has made room for it. */
export function useTakenFocus<Kind extends HTMLElement>() {
  const target = useRef<Kind>(null);
  useLayoutEffect(() => {
    const root = target.current?.getRootNode();
    const active = root instanceof ShadowRoot ? root.activeElement : null;
    if (active?.closest('.box') && !active.closest('.prompt')) target.current?.focus();
  }, []);
  return target;
}
