import type { Arrival, VisitHistory } from '@handlr/protocol';
import { id } from './sample-people.ts';

/* What visitors who agreed left behind, by the names of the sample chats. Times are minutes before now. */

type Sketch = {
  readonly visits: number;
  readonly firstMinutesAgo: number;
  readonly pages: readonly (readonly [minutesAgo: number, path: string, title: string])[];
  readonly chats: readonly (readonly [minutesAgo: number, minutes: number])[];
};

const day = 24 * 60;

const sketches: Readonly<Record<string, Sketch>> = {
  teapot: {
    visits: 6,
    firstMinutesAgo: 71 * day,
    pages: [
      [2, '/delivery', 'Delivery'],
      [22, '/shop/blue-teapot', 'Blue teapot'],
      [24, '/shop/blue-teapot-with-two-mugs-and-a-tray-in-the-larger-size', ''],
      [26, '/shop', 'Shop'],
      [day + 30, '/shop/tide-mug', 'Tide mug'],
      [day + 34, '/shop', 'Shop'],
      [day + 35, '/', ''],
      [9 * day, '/about', 'About the workshop, its kilns and the people who throw, glaze and fire'],
      [9 * day + 4, '/', ''],
    ],
    chats: [
      [9 * day, 17],
      [40 * day, 4],
    ],
  },
  japanese: { visits: 1, firstMinutesAgo: 14, pages: [[14, '/shop/tide-mug', 'Tide mug']], chats: [] },
};

export const newsletter: Arrival = {
  entryUrl: 'https://wrenmarsh.example/shop',
  referrerHost: null,
  campaign: { source: 'newsletter', medium: 'e-mail', campaign: 'spring sale' },
  clickId: null,
};
export const search: Arrival = {
  entryUrl: 'https://wrenmarsh.example/',
  referrerHost: 'www.duckduckgo.example',
  campaign: null,
  clickId: null,
};
export const later: Arrival = { entryUrl: null, referrerHost: null, campaign: null, clickId: null };

/** Null for those who left none. */
export function createSampleHistory(chat: string, nowMs: number): VisitHistory | null {
  const sketch = sketches[chat];
  if (sketch === undefined) return null;
  const at = (minutesAgo: number): number => nowMs - minutesAgo * 60_000;
  return {
    visits: sketch.visits,
    firstVisitAt: at(sketch.firstMinutesAgo),
    lastVisitAt: at(sketch.pages[0]?.[0] ?? 0),
    visitBeganAt: at(sketch.visits > 1 ? 26 : (sketch.pages[0]?.[0] ?? 0)),
    visitBegan: sketch.visits > 1 ? 'campaign' : 'first',
    origin: sketch.visits > 1 ? { visit: newsletter, first: search } : { visit: later, first: later },
    pages: sketch.pages.map(([minutesAgo, path, title], index) => ({
      url: `https://wrenmarsh.example${path}`,
      title,
      at: at(minutesAgo),
      seconds: index === 0 ? null : ([4, 48, 190, 65][index % 4] ?? null),
    })),
    earlierChats: sketch.chats.map(([minutesAgo, minutes], index) => ({
      chatId: id(`earlier${chat}${index}`),
      openedAt: at(minutesAgo),
      endedAt: at(minutesAgo - minutes),
    })),
  };
}
