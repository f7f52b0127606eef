import type { Page, Request } from 'playwright-core';

export type WireRequest = {
  readonly url: string;
  readonly method: string;
  /** As the browser names them: `script`, `fetch`, `xhr`, `ping`, `document` … */
  readonly resourceType: string;
  readonly body: string | undefined;
};
export type WireFrame = { readonly url: string; readonly direction: 'sent' | 'received'; readonly payload: string };

export type Wire = {
  readonly requests: readonly WireRequest[];
  /** Addresses of the web sockets that were opened. */
  readonly sockets: readonly string[];
  readonly frames: readonly WireFrame[];
  /** Requests to the given origin, such as `http://127.0.0.1:4000`. */
  readonly to: (origin: string) => readonly WireRequest[];
  /** All that left the page, headers and cookies included, as one text to look for a canary in; to one origin, or to all. */
  readonly sentText: (origin?: string) => Promise<string>;
  /** Begins anew, for the next step of a test. */
  readonly clear: () => void;
};

/** Writes down every request and every web socket frame of the page from now on. */
export function captureWire(page: Page): Wire {
  const raw: Request[] = [];
  const requests: WireRequest[] = [];
  const sockets: string[] = [];
  const frames: WireFrame[] = [];
  page.on('request', (request) => {
    raw.push(request);
    requests.push({
      url: request.url(),
      method: request.method(),
      resourceType: request.resourceType(),
      body: request.postData() ?? undefined,
    });
  });
  page.on('websocket', (socket) => {
    const url = socket.url();
    sockets.push(url);
    socket.on('framesent', ({ payload }) => frames.push({ url, direction: 'sent', payload: String(payload) }));
    socket.on('framereceived', ({ payload }) => frames.push({ url, direction: 'received', payload: String(payload) }));
  });
  return {
    requests,
    sockets,
    frames,
    to: (origin) => requests.filter(({ url }) => new URL(url).origin === origin),
    async sentText(origin) {
      const isMeant = ({ url }: { readonly url: string }): boolean =>
        origin === undefined || new URL(url).origin.replace(/^ws/, 'http') === origin;
      const meant = raw.filter((request) => isMeant({ url: request.url() }));
      const headers = await Promise.all(meant.map((request) => request.allHeaders()));
      const sentFrames = frames.filter((frame) => frame.direction === 'sent' && isMeant(frame));
      const opened = sockets.filter((url) => isMeant({ url }));
      return JSON.stringify({ requests: requests.filter(isMeant), headers, sockets: opened, sentFrames });
    },
    clear() {
      for (const list of [raw, requests, sockets, frames]) list.length = 0;
    },
  };
}
