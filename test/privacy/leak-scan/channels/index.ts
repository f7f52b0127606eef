import { ban } from './ban.ts';
import type { CreateChannels } from './channel.ts';
import { consent } from './consent.ts';
import { forgedHeaders } from './forged-headers.ts';
import { messages } from './messages.ts';
import { pages } from './pages.ts';
import { refusedEvents } from './refused-events.ts';
import { requests } from './requests.ts';
import { staff } from './staff.ts';
import { visitorHeaders } from './visitor-headers.ts';
import { visitorInChromium } from './visitor-in-chromium.ts';

export type { Channels } from './channel.ts';

/** Every way in, by the name of its group. Real addresses come by themselves: the hop gives one to each connection. */
export const channelGroups: Readonly<Record<string, CreateChannels>> = {
  'forged headers': forgedHeaders,
  'visitors’ headers': visitorHeaders,
  pages,
  requests,
  'refused events': refusedEvents,
  messages,
  consent,
  'visitor in Chromium': visitorInChromium,
  staff,
  ban,
};
