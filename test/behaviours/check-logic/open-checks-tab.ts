import type { ServedCheck, ServedChecks } from '@handlr/protocol';
import { type ConsentConfiguration, createHandlr, type PageFacts } from '@handlr/sdk';
import { createFakeGateway } from '../../unit/sdk/fake-gateway.ts';
import { createTestArea } from '../../unit/sdk/test-storage.ts';
import { createTestSurroundings } from '../../unit/sdk/test-surroundings.ts';
import { passWithChunks } from './pass-with-chunks.ts';

/** A prompt after five seconds on a page, as sites have it. */
export const welcome: ServedCheck = {
  id: 'welcome',
  when: { is: 'time-on-page', seconds: 5 },
  then: [
    {
      do: 'prompt',
      text: 'Can we help?',
      from: 'Maya',
      choices: [{ label: 'Yes', then: 'chat', message: 'Yes, please' }],
    },
  ],
  scope: 'page',
};

/** As for a page that has no loader, which would look at some of them itself. */
export const everyFlag = 2 + 4;

type Given = {
  readonly served: ServedChecks;
  readonly checks?: number;
  readonly consent?: ConsentConfiguration;
};

/** A browser whose tabs run a site's checks; its time passes when it is told to. */
export function openBrowser({ served, checks = everyFlag, consent = { ask: 'never' } }: Given) {
  const gateway = createFakeGateway();
  const area = createTestArea();
  const world = createTestSurroundings();
  const fetched: string[] = [];
  let availability: unknown = { available: true, opensAt: null };

  const pass = (ms: number): Promise<void> => passWithChunks(world, ms);

  return {
    pass,
    gateway,
    area,
    world,
    fetched,
    setAvailability: (answer: unknown) => void (availability = answer),
    /** A page in a new tab, or in the one whose session is given. */
    async open(session = new Map<string, string>()) {
      const tell = new Set<Parameters<PageFacts['watch']>[0]>();
      let scrollPercent = 0;
      const pageFacts: PageFacts = {
        read: () => ({
          origin: { referrerHost: null, campaign: {} },
          scrollPercent,
          languages: ['en-GB', 'de'],
          zone: 'Europe/London',
          capabilities: ['mouse'],
        }),
        watch(listener) {
          tell.add(listener);
          return () => tell.delete(listener);
        },
        async fetchJson(url) {
          fetched.push(url);
          return url.endsWith('/availability.json') ? availability : served;
        },
      };
      const { areas, openChannel } = area.openTab(session);
      const handlr = createHandlr({
        site: { siteKey: 'test-site', gatewayUrl: 'https://chat.example', name: 'Shop', consent, checks },
        surroundings: { ...world.surroundings, openChannel, pageFacts },
        areas,
        createTransport: gateway.createTransport,
      });
      await pass(100);
      return {
        handlr,
        session,
        prompt: () => handlr.checks?.view().prompt ?? null,
        view: () => handlr.checks?.view() ?? null,
        scroll(percent: number): void {
          scrollPercent = percent;
          tell.forEach((listener) => listener('scrolled'));
        },
        happen: (what: 'acted' | 'left-top') => tell.forEach((listener) => listener(what)),
        async decide(word: 'granted' | 'denied'): Promise<void> {
          const engine = await handlr.loadConsent();
          engine.decide({ history: word }, { method: 'panel', byName: true });
          await pass(100);
        },
      };
    },
    /** What the device keeps, by its words, and in what medium. */
    kept: () => [...area.items.keys()].map((key) => key.replace('handlr:test-site:', '')).toSorted(),
  };
}
