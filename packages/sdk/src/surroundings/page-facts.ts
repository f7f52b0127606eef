import type { CheckOrigin } from '@handlr/core';
import type { Capability } from '@handlr/protocol';

/** What a page and its browser tell a site's checks. Nothing of it is kept, and nothing of it leaves the device. */
export interface PageFacts {
  read(): {
    /** Of this very page: the host that linked here, and the campaign in its address. */
    readonly origin: CheckOrigin;
    /** How far down the page is seen now, 0 to 100. */
    readonly scrollPercent: number;
    readonly languages: readonly string[];
    /** IANA name. */
    readonly zone: string;
    readonly capabilities: readonly Capability[];
  };
  /** `acted`: something was touched, moved or typed; `left-top`: the pointer left by the top of the page. */
  watch(listener: (what: 'scrolled' | 'acted' | 'left-top') => void): () => void;
  /** Asks without cookies and without a referrer; what browsers have kept of it is good enough. Rejects where it cannot be had. */
  fetchJson(url: string): Promise<unknown>;
}
