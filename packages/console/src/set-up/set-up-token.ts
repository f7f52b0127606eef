const form = /^#set-up=([A-Za-z0-9_-]{43})$/;

/** The token of a set-up link; taken out of the address at once, so that neither history nor a shared screen keeps it. */
export function takeSetUpToken(): string | null {
  const token = form.exec(location.hash)?.[1] ?? null;
  if (location.hash.startsWith('#set-up=')) history.replaceState(null, '', location.pathname + location.search);
  return token;
}
