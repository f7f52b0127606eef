import { dirname, join } from 'node:path';
import type { Plugin } from 'rollup';

const fileName = 'slim-transports.js';

const slimParsers: Readonly<Record<string, string>> = {
  'socket.io-parser': join(import.meta.dirname, 'slim-parser.ts'),
  'engine.io-parser': join(import.meta.dirname, 'slim-engine-parser.ts'),
};

/**
 * Leaves out the transports that we do not offer. engine.io-client lists all it has in one module, so naming `transports` in
 * the options saves no bytes; replacing that list by a shorter one does. The same goes for packets with binary in them.
 */
export function slimSocket(): Plugin {
  return {
    name: 'slim-socket',
    resolveId(source, importer) {
      if (source === 'debug') this.error(`${importer} brings a debug build into a page`);
      // Web transport, which is left out whole, asks for more of it.
      if (!importer?.endsWith('/webtransport.js') && source in slimParsers) return slimParsers[source];
      if (!source.endsWith('/transports/index.js') || !importer?.includes('/engine.io-client/')) return null;
      return join(dirname(importer), 'transports', fileName);
    },
    load(id) {
      if (!id.endsWith(`/transports/${fileName}`)) return null;
      return [
        "import { XHR } from './polling-xhr.js';",
        "import { WS } from './websocket.js';",
        'export const transports = { websocket: WS, polling: XHR };',
      ].join('\n');
    },
  };
}
