import { dirname, join } from 'node:path';
import type { Plugin } from 'rollup';

const fileName = 'slim-transports.js';

type Needs = {
  /**
   * How what long-polling sends travels. `fetch` is shorter, and leaves cookies out of every request; a page that is known by
   * its cookie needs `xhr`.
   */
  readonly polling: 'fetch' | 'xhr';
  /** Whether `slim-client.ts` does in the place of socket.io's client, over an engine with as little in it. */
  readonly slimClient: boolean;
};

const pollings: Readonly<Record<Needs['polling'], string>> = {
  fetch: "import { Fetch as Polling } from './polling-fetch.js';",
  xhr: "import { XHR as Polling } from './polling-xhr.js';",
};

const slimParsers: Readonly<Record<string, string>> = {
  'socket.io-parser': join(import.meta.dirname, 'slim-parser.ts'),
  'engine.io-parser': join(import.meta.dirname, 'slim-engine-parser.ts'),
};

const slimAddress = join(import.meta.dirname, 'slim-address.ts');

const slimClients: Readonly<Record<string, string>> = {
  'socket.io-client': join(import.meta.dirname, 'slim-client.ts'),
  '@socket.io/component-emitter': join(import.meta.dirname, 'slim-emitter.ts'),
};

/**
 * Leaves out the transports that we do not offer. engine.io-client lists all it has in one module, so naming `transports` in
 * the options saves no bytes; replacing that list by a shorter one does. The same goes for packets with binary in them.
 */
export function slimSocket({ polling, slimClient }: Needs): Plugin {
  return {
    name: 'slim-socket',
    async resolveId(source, importer) {
      if (source === 'debug') this.error(`${importer} brings a debug build into a page`);
      // Web transport, which is left out whole, asks for more of it.
      if (source in slimParsers && !importer?.endsWith('/webtransport.js')) return slimParsers[source];
      if (slimClient && source in slimClients) return slimClients[source];
      if (!importer?.includes('/engine.io-client/')) return null;
      if (slimClient && /\/parse(?:uri|qs)\.js$/.test(source)) return slimAddress;
      if (source.endsWith('/transports/index.js')) return join(dirname(importer), 'transports', fileName);
      if (!source.endsWith('/polling-xhr.js')) return null;
      // It listens to the page's end, which keeps it in although nothing uses it.
      const resolved = await this.resolve(source, importer, { skipSelf: true });
      return resolved && { ...resolved, moduleSideEffects: polling === 'xhr' };
    },
    load(id) {
      if (!id.endsWith(`/transports/${fileName}`)) return null;
      return [
        pollings[polling],
        "import { WS } from './websocket.js';",
        'export const transports = { websocket: WS, polling: Polling };',
      ].join('\n');
    },
  };
}
