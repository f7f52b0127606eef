const form = /^#set-up=([A-Za-z0-9_-]{43})$/;

/**
 * The token of a set-up link; taken out of the address at once, so that a shared screen or a copied address does not show it.
 * The browser's own history has the link by then, and nothing takes it out: there it is worth nothing once it was used.
 */
export function takeSetUpToken(): string | null {
  const token = form.exec(location.hash)?.[1] ?? null;
  if (location.hash.startsWith('#set-up=')) history.replaceState(null, '', location.pathname + location.search);
  return token;
}
