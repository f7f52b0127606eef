import { createHandlr, type Handlr, type HandlrEvents } from '@handlr/sdk';
import { createFakeGateway } from './fake-gateway.ts';
import { createTestArea } from './test-storage.ts';
import { createTestSurroundings, settle } from './test-surroundings.ts';

const site = { siteKey: 'test-site', gatewayUrl: 'https://chat.example', name: 'Shop' };

/** One tab; of the same browser and gateway as another where these are given. */
export function openTab(gateway = createFakeGateway(), area = createTestArea(), world = createTestSurroundings()) {
  const { areas, openChannel, session } = area.openTab();
  const surroundings = { ...world.surroundings, openChannel };
  const handlr = createHandlr({ site, surroundings, areas, createTransport: gateway.createTransport });
  return { handlr, gateway, area, session, world };
}

/** A tab whose box is open and whose first message has arrived. */
export async function startChat() {
  const tab = openTab();
  tab.handlr.open();
  tab.handlr.send('Hello');
  await settle();
  return tab;
}

export const bodies = (handlr: Handlr) => handlr.state().messages.map(({ body }) => body);
export const deliveries = (handlr: Handlr) => handlr.state().messages.map(({ delivery }) => delivery);

export function listenTo<Name extends keyof HandlrEvents>(handlr: Handlr, name: Name): HandlrEvents[Name][] {
  const heard: HandlrEvents[Name][] = [];
  handlr.on(name, (payload) => heard.push(payload));
  return heard;
}
