/** What a client's developer pastes, and what their Content-Security-Policy has to allow. */
export type Snippet = {
  /** One line of HTML. */
  readonly html: string;
  /** The same, behind the stub that keeps calls made before the loader has come. */
  readonly queueStub: string;
  /** Directives to add, as one policy text. */
  readonly contentSecurityPolicy: string;
  /** Where scripts are let in by nonce: the page's own nonce goes on the tag, and this is all there is to add. */
  readonly withNonce: { readonly html: string; readonly contentSecurityPolicy: string };
};

/**
 * `publicUrl`: the gateway's, without a slash at the end. `fingerprint`: of the identity that signs the site's keys; without it
 * visitors cannot leave an e-mail address.
 */
export function siteSnippet(publicUrl: string, siteKey: string, fingerprint: string | null = null): Snippet {
  const attributes = `src="${publicUrl}/sites/${siteKey}/loader.js"${fingerprint === null ? '' : ` data-key="${fingerprint}"`}`;
  const connect = `connect-src ${connectSources(publicUrl).join(' ')}`;
  return {
    html: `<script async ${attributes}></script>`,
    queueStub: '<script>window.handlr ||= (...call) => (handlr.q ||= []).push(call)</script>',
    contentSecurityPolicy: `script-src ${new URL(publicUrl).origin}; ${connect}`,
    withNonce: {
      html: `<script async nonce="…" ${attributes}></script>`,
      contentSecurityPolicy: `script-src 'nonce-…' 'strict-dynamic'; ${connect}`,
    },
  };
}

/** The gateway over HTTP and over WebSocket; `connect-src` needs both by name. */
export function connectSources(publicUrl: string): readonly [http: string, socket: string] {
  const { origin } = new URL(publicUrl);
  return [origin, origin.replace(/^http/, 'ws')];
}
