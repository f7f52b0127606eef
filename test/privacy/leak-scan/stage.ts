import { siteSnippet } from '@handlr/gateway';
import type { Page } from '@handlr/protocol';
import { type BrowserContext, chromium } from 'playwright-core';
import { systemRandom as random } from '../../../packages/gateway/src/system.ts';
import { createSiteKeys } from '../../../packages/gateway/src/visitor-email/index.ts';
import { createShop } from '../../../examples/client-site/shop-server.ts';
import { chromiumOptions } from '../../support/chromium.ts';
import { shopOrigin, siteKey } from '../../support/gateway.ts';
import type { Aviary, Canaries } from './canaries.ts';
import { createGatewayProcess, findFreePort, type GatewayProcess } from './gateway-process.ts';
import { type Layout, makeFolders } from './layout.ts';
import { createRecordings, type Recordings } from './recordings.ts';
import { startTrustedHop, type TrustedHop } from './trusted-hop.ts';
import { createVisitors, type Visitors } from './visitors.ts';

export type SentByVisitors = {
  /** In the address of every visitor's socket. */
  readonly query?: Readonly<Record<string, string>>;
  /** By every visitor's socket, and with every request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Where visitors say that they are: with all that is in the address bar, as a page would that reduces nothing. */
  readonly pages?: readonly Page[];
};

/** What the channels play on: a gateway behind a hop, a shop, and where to write down what passes by. */
export type Stage = {
  readonly canaries: Canaries;
  readonly recordings: Recordings;
  readonly gateway: GatewayProcess;
  readonly visitors: Visitors;
  /** Every header that the channels send. */
  readonly headers: Readonly<Record<string, string>>;
  /** Where browsers and sockets reach the gateway, through the hop. */
  readonly url: string;
  readonly hop: TrustedHop;
  readonly shopUrl: string;
  /** A browser with a profile of its own, on disk. */
  openBrowser(profile: 'visitor-profile' | 'agent-profile', userAgent?: string): Promise<BrowserContext>;
  close(): Promise<void>;
};

type Deps = {
  readonly layout: Layout;
  readonly aviary: Aviary;
  readonly channels: readonly SentByVisitors[];
  /** From how many people come. */
  readonly addresses: number;
};

/** Everything but the gateway itself is there afterwards: it is started by whoever also kills it. */
export async function setStage({ layout, aviary, channels, addresses }: Deps): Promise<Stage> {
  await makeFolders(layout);
  const port = await findFreePort();
  const hop = await startTrustedHop({ gatewayPort: port, nextAddress: takeInTurn(aviary, addresses) });
  const { html, contentSecurityPolicy } = siteSnippet(
    hop.url,
    siteKey,
    await createSiteKeys({ keyDir: layout.keys, random }).create(siteKey),
  );
  const shop = await createShop({ snippet: html, contentSecurityPolicy }).listen({ port: 0, host: '127.0.0.1' });
  const gateway = createGatewayProcess({ layout, port, publicUrl: hop.url });
  const origins = [shopOrigin, shop.url].flatMap((origin) => ['--origin', origin]);
  await gateway.command('site', 'add', siteKey, '--name', 'Test shop', ...origins);
  const canaries = aviary.group('visitors');
  const recordings = createRecordings(layout.recordings);
  const headers: Readonly<Record<string, string>> = Object.assign({}, ...channels.map((each) => each.headers));
  const query: Readonly<Record<string, string>> = Object.assign({}, ...channels.map((each) => each.query));
  const pages = channels.flatMap((each) => each.pages ?? []);
  const browsers: BrowserContext[] = [];

  return {
    canaries,
    recordings,
    gateway,
    visitors: createVisitors({ url: hop.url, canaries, recordings, headers, query, pages }),
    headers,
    url: hop.url,
    hop,
    shopUrl: shop.url,
    async openBrowser(profile, userAgent) {
      const context = await chromium.launchPersistentContext(layout[profile], {
        ...chromiumOptions(),
        ...(userAgent === undefined ? {} : { userAgent }),
      });
      browsers.push(context);
      return context;
    },
    async close() {
      await Promise.allSettled(browsers.map((browser) => browser.close()));
      await Promise.all([hop.close(), shop.close()]);
    },
  };
}

/** So many people, each of whom connects again and again. */
function takeInTurn(aviary: Aviary, count: number): () => string {
  const canaries = aviary.group('addresses');
  const addresses = Array.from({ length: count }, () => canaries.address('address, through the trusted hop'));
  let taken = 0;
  return () => {
    taken += 1;
    return addresses[taken % count] ?? '';
  };
}
